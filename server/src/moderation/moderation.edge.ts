import type { Person } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import { type BanPersonDeps, banPerson } from "./ban-person.ts";
import { type DeleteMessageDeps, deleteMessage } from "./delete-message.ts";
import { type LiftTimeoutDeps, liftTimeout } from "./lift-timeout.ts";
import { type ListBansDeps, listBans } from "./list-bans.ts";
import { type ListLogDeps, listModerationLog } from "./list-log.ts";
import { openAppeal, readMyStanding, type StandingDeps } from "./my-standing.ts";
import { addNote, editNote, type NotesDeps } from "./notes.ts";
import { type ReadPersonCardDeps, readPersonCard } from "./read-person-card.ts";
import { type RestoreMessageDeps, restoreMessage } from "./restore-message.ts";
import { decideAppeal, listAppeals, type ReviewAppealsDeps } from "./review-appeals.ts";
import { type TimeOutPersonDeps, timeOutPerson } from "./time-out-person.ts";
import { type UnbanPersonDeps, unbanPerson } from "./unban-person.ts";

export type ModerationDeps = DeleteMessageDeps &
  RestoreMessageDeps &
  BanPersonDeps &
  UnbanPersonDeps &
  ListBansDeps &
  TimeOutPersonDeps &
  LiftTimeoutDeps &
  ReadPersonCardDeps &
  NotesDeps &
  ListLogDeps &
  StandingDeps &
  ReviewAppealsDeps;

type ModerationCalls =
  | "deleteMessage"
  | "restoreMessage"
  | "banPerson"
  | "unbanPerson"
  | "listBans"
  | "timeOutPerson"
  | "liftTimeout"
  | "readPersonCard"
  | "addNote"
  | "editNote"
  | "listModerationLog"
  | "readMyStanding"
  | "openAppeal"
  | "listAppeals"
  | "decideAppeal";

/** Whoever acts, as others may see them: what a session knows of its person beyond that stays here. */
const asPerson = ({ id, displayName }: Person): Person => ({ id, displayName });

export const moderationEdge = (deps: ModerationDeps): Pick<Handlers, ModerationCalls> => ({
  deleteMessage: ({ viewer, params }) => deleteMessage(deps, asPerson(viewer), params),
  restoreMessage: ({ viewer, params }) => restoreMessage(deps, asPerson(viewer), params),
  banPerson: ({ viewer, params, body }) => banPerson(deps, viewer, params.shopId, body),
  unbanPerson: ({ viewer, params }) => unbanPerson(deps, asPerson(viewer), params),
  listBans: ({ viewer, params }) => listBans(deps, viewer, params.shopId),
  timeOutPerson: ({ viewer, params, body }) => timeOutPerson(deps, viewer, params.shopId, body),
  liftTimeout: ({ viewer, params }) => liftTimeout(deps, asPerson(viewer), params),
  readPersonCard: ({ viewer, params }) => readPersonCard(deps, viewer, params),
  addNote: ({ viewer, params, body }) => addNote(deps, asPerson(viewer), { ...params, ...body }),
  editNote: ({ viewer, params, body }) => editNote(deps, asPerson(viewer), { ...params, ...body }),
  listModerationLog: ({ viewer, params, query }) => listModerationLog(deps, viewer, params.shopId, query),
  readMyStanding: ({ viewer, params }) => readMyStanding(deps, viewer, params.shopId),
  openAppeal: ({ viewer, params, body }) => openAppeal(deps, viewer, { ...params, ...body }),
  listAppeals: ({ viewer, params, query }) => listAppeals(deps, viewer, params.shopId, query),
  decideAppeal: ({ viewer, params, body }) => decideAppeal(deps, asPerson(viewer), { ...params, ...body }),
});

import { z } from "zod";
import { Id } from "../ids.ts";
import { Acted, ModerationEntry } from "../moderation-log.ts";
import {
  Ban,
  BanMade,
  BanPerson,
  Note,
  PersonCard,
  TimeOutPerson,
  TimeoutMade,
  WriteNote,
} from "../sanctions.ts";
import { ids, list, Page, route } from "./parts.ts";

/** What a shop's team does about chat and people. Each may be done twice: the second is told who did it. */
export const moderationRoutes = {
  deleteMessage: route({
    method: "DELETE",
    path: "/api/shows/:showId/messages/:messageId",
    summary: "Take a chat message away, everywhere",
    access: "signed-in",
    params: ids("showId", "messageId"),
    answer: Acted,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  restoreMessage: route({
    method: "POST",
    path: "/api/shows/:showId/messages/:messageId/restoration",
    summary: "Put a message that was taken away back, everywhere",
    access: "signed-in",
    params: ids("showId", "messageId"),
    answer: Acted,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  listBans: route({
    method: "GET",
    path: "/api/shops/:shopId/bans",
    summary: "Who is banned from the shop's shows",
    access: "signed-in",
    params: ids("shopId"),
    answer: list(Ban),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  banPerson: route({
    method: "POST",
    path: "/api/shops/:shopId/bans",
    summary: "Ban somebody from the shop's shows: chat, video and sockets, at once everywhere",
    access: "signed-in",
    params: ids("shopId"),
    body: BanPerson,
    answer: BanMade,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  unbanPerson: route({
    method: "DELETE",
    path: "/api/shops/:shopId/bans/:userId",
    summary: "Let somebody back in; their messages are back too",
    access: "signed-in",
    params: ids("shopId", "userId"),
    answer: Acted,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  timeOutPerson: route({
    method: "POST",
    path: "/api/shops/:shopId/timeouts",
    summary:
      "Somebody may not write in the shop's shows for 10 seconds to 24 hours; they still watch and buy",
    access: "signed-in",
    params: ids("shopId"),
    body: TimeOutPerson,
    answer: TimeoutMade,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  liftTimeout: route({
    method: "DELETE",
    path: "/api/shops/:shopId/timeouts/:userId",
    summary: "Let somebody write again",
    access: "signed-in",
    params: ids("shopId", "userId"),
    answer: Acted,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  readPersonCard: route({
    method: "GET",
    path: "/api/shops/:shopId/people/:userId",
    summary: "What the shop's team may know of a person",
    access: "signed-in",
    params: ids("shopId", "userId"),
    answer: PersonCard,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  addNote: route({
    method: "POST",
    path: "/api/shops/:shopId/people/:userId/notes",
    summary: "Write a note about a person, for the team alone",
    access: "signed-in",
    params: ids("shopId", "userId"),
    body: WriteNote,
    answer: Note,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  editNote: route({
    method: "PATCH",
    path: "/api/shops/:shopId/notes/:noteId",
    summary: "Change one's own note",
    access: "signed-in",
    params: ids("shopId", "noteId"),
    body: WriteNote,
    answer: Note,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  listModerationLog: route({
    method: "GET",
    path: "/api/shops/:shopId/moderation-log",
    summary: "What the team did, newest first: who, what, why, before and after. Nothing changes it",
    access: "signed-in",
    params: ids("shopId"),
    query: Page.extend({
      personId: Id.optional(),
      actorId: Id.optional(),
      /** One action, such as `message:delete`. */
      action: z
        .string()
        .regex(/^[a-z-]+:[a-z-]+$/, "An action is written topic:verb.")
        .optional(),
    }),
    answer: list(ModerationEntry),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;

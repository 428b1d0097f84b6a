import {
  type Appeal,
  type AppealDecided,
  type DecideAppeal,
  ok,
  type Person,
  type Result,
  refuse,
} from "@showdrop/shared";
import type { MessageStore } from "../chat/messages.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { Act } from "./act.ts";
import type { AppealPage, AppealRecord, AppealStore } from "./appeals.store.ts";
import type { BanStore } from "./bans.store.ts";
import { personOf } from "./list-bans.ts";
import { toSanction } from "./my-standing.ts";
import { toSaidLine } from "./read-person-card.ts";
import { type ReadmitDeps, readmit } from "./readmit.ts";
import type { TimeoutStore } from "./timeouts.store.ts";

/** Lines that are shown with an appeal: enough to see what it was about. */
const LINES = 10;

export interface ReviewAppealsDeps extends ReadmitDeps {
  shows: ShowStore;
  messages: MessageStore;
  bans: BanStore;
  timeouts: TimeoutStore;
  appeals: AppealStore;
  clock: Clock;
  requireRole: RequireRole;
  act: Act;
  /** How many people are on a shop's team. */
  teamSize(shopId: string): Promise<number>;
}

/** Stands for a name: the same for one appeal, and nothing can be read out of it. */
const aliasOf = (appealId: string): string =>
  Buffer.from(sha256(`alias of ${appealId}`), "base64url")
    .toString("hex")
    .slice(0, 4)
    .toUpperCase();

/** Nobody judges their own decision, unless there is nobody else who could. */
const mayDecide = (appeal: AppealRecord, viewer: { id: string }, team: number): boolean =>
  appeal.sanctionedBy !== viewer.id || team === 1;

/** An appeal as the team sees it: whose it is cannot be told from it. */
const view = async (
  deps: ReviewAppealsDeps,
  viewer: { id: string },
  appeal: AppealRecord,
): Promise<Appeal> => {
  const { sanctionedBy, sanctionedAt, decidedBy } = appeal;
  const [lines, people, team] = await Promise.all([
    deps.messages.ofAuthor(
      { shopId: appeal.shopId, authorId: appeal.userId },
      { limit: LINES, until: sanctionedAt },
    ),
    deps.people(decidedBy ? [sanctionedBy, decidedBy] : [sanctionedBy]),
    deps.teamSize(appeal.shopId),
  ]);
  return {
    id: appeal.id,
    alias: aliasOf(appeal.id),
    sanction: toSanction({ ...appeal, at: sanctionedAt }),
    sanctionedBy: personOf(people, sanctionedBy),
    lines: lines.map(toSaidLine),
    text: appeal.text,
    at: appeal.at.toISOString(),
    status: appeal.status,
    answer: appeal.answer,
    decidedBy: decidedBy ? personOf(people, decidedBy) : null,
    decidedAt: appeal.decidedAt?.toISOString() ?? null,
    mayDecide: appeal.status === "waiting" && mayDecide(appeal, viewer, team),
  };
};

/** A shop's appeals, newest first, for its team. */
export const listAppeals = async (
  deps: ReviewAppealsDeps,
  viewer: { id: string },
  shopId: string,
  only: AppealPage,
): Promise<Result<{ items: Appeal[] }>> => {
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const found = await deps.appeals.list(shopId, only);
  return ok({ items: await Promise.all(found.map((appeal) => view(deps, viewer, appeal))) });
};

/** Takes away what was appealed against, if it still stands. */
const lift = async (
  { bans, timeouts }: ReviewAppealsDeps,
  { shopId, userId, sanctionId, kind }: AppealRecord,
  session: DbSession,
): Promise<void> => {
  const store = kind === "ban" ? bans : timeouts;
  if ((await store.find(shopId, userId, session))?.id === sanctionId)
    await store.remove(shopId, userId, session);
};

/** Upholds or lifts what was appealed against, once; whoever comes second sees what was decided. */
export const decideAppeal = async (
  deps: ReviewAppealsDeps,
  viewer: Person,
  { shopId, appealId, verdict, answer }: DecideAppeal & { shopId: string; appealId: string },
): Promise<Result<AppealDecided>> => {
  const { appeals, hub, clock, act } = deps;
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const at = new Date(clock.now());
  const decided = await act<{ appeal: AppealRecord; already: boolean }>(shopId, async (session) => {
    const appeal = await appeals.find(shopId, appealId, session);
    if (!appeal) return refuse("NOT_FOUND");
    if (appeal.status !== "waiting") return ok({ answer: { appeal, already: true }, row: null });
    if (!mayDecide(appeal, viewer, await deps.teamSize(shopId))) return refuse("OWN_DECISION");
    const status = verdict === "lift" ? "lifted" : "upheld";
    const settled = await appeals.settle(appeal.sanctionId, { status, answer, by: viewer.id, at }, session);
    if (!settled) return refuse("NOT_FOUND");
    if (verdict === "lift") await lift(deps, appeal, session);
    const { kind, reason, sanctionedAt, userId: personId } = appeal;
    return ok({
      answer: { appeal: { ...appeal, status, answer, decidedBy: viewer.id, decidedAt: at }, already: false },
      row: {
        ...{ actorId: viewer.id, action: `appeal:${verdict}`, subject: `appeal:${appealId}`, reason: answer },
        ...{ personId, before: { kind, reason, at: sanctionedAt }, after: { status } },
      },
    });
  });
  if (!decided.ok) return decided;
  const { appeal, already } = decided.data;
  if (!already) {
    if (verdict === "lift" && appeal.kind === "ban") await readmit(deps, shopId, appeal.userId);
    if (verdict === "lift" && appeal.kind === "timeout")
      hub.toPerson(appeal.userId, "person:timedout", { shopId, until: null, reason: "" });
    hub.toPerson(appeal.userId, "appeal:decided", { shopId });
  }
  return ok({ ...(await view(deps, viewer, appeal)), already });
};

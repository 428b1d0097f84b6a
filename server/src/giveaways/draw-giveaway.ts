import { type Giveaway, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import { drawOrder } from "../kit/draw.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { GiveawayRecord } from "./giveaway.schema.ts";
import { type TellGiveawayDeps, tellGiveaway, viewGiveaway } from "./tell-giveaway.ts";

export interface FinishDrawDeps extends TellGiveawayDeps {
  clock: Clock;
  /** Those of a shop who take no part: its team, and whom it banned. */
  takeNoPart(shopId: string): Promise<Set<string>>;
}

export interface DrawGiveawayDeps extends FinishDrawDeps {
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/**
 * Finds the result of a draw whose entries are stopped. Each step is kept before the next, and each is the same whoever
 * does it: the list is settled once, and with the seed it gives one order. So a server that dies in between leaves
 * nothing to chance.
 */
export const finishDraw = async (
  deps: FinishDrawDeps,
  giveaway: GiveawayRecord,
): Promise<Giveaway | null> => {
  const { giveaways, clock } = deps;
  const { id, seed, commit, winnersWanted } = giveaway;
  const known = await giveaways.listOf(id);
  const entrants = known ?? (await giveaways.settleList(id, await whoTakesPart(deps, giveaway)));
  const first = drawOrder({ drawId: id, seed, commit, entrants }).slice(0, winnersWanted);
  const winners = await giveaways.whose(id, first);
  await giveaways.setDrawn(id, winners, entrants.length, new Date(clock.now()));
  return tellGiveaway(deps, id);
};

const whoTakesPart = async (deps: FinishDrawDeps, { id, shopId }: GiveawayRecord): Promise<string[]> => {
  const out = await deps.takeNoPart(shopId);
  const entered = await deps.giveaways.entrants(id);
  return entered.filter(({ userId }) => !out.has(userId)).map(({ entrantId }) => entrantId);
};

/** Draws an open giveaway. @param actorId null: the system, when its time is over @returns null when it was not open */
export const beginDraw = async (
  deps: Omit<DrawGiveawayDeps, "requireRole">,
  { id }: { id: string },
  actorId: string | null,
): Promise<Giveaway | null> => {
  const begun = await deps.transact<GiveawayRecord | null>(async (session) => {
    const stopped = await deps.giveaways.stopEntries(id, "drawing", session);
    if (stopped) await deps.audit({ actorId, action: "giveaway:draw", subject: `giveaway:${id}` }, session);
    return ok(stopped);
  });
  return begun.ok && begun.data ? finishDraw(deps, begun.data) : null;
};

/** Closes the entries and draws; again it answers with what was drawn. Refuses with NOT_FOUND, NOT_ALLOWED or GIVEAWAY_CANCELLED. */
export const drawGiveaway = async (
  deps: DrawGiveawayDeps,
  viewer: { id: string },
  giveawayId: string,
): Promise<Result<Giveaway>> => {
  const giveaway = await deps.giveaways.find(giveawayId);
  if (!giveaway) return refuse("NOT_FOUND");
  const role = await deps.requireRole(giveaway.shopId, viewer, "giveaway:run");
  if (!role.ok) return role;
  const drawn = await beginDraw(deps, giveaway, viewer.id);
  if (drawn) return ok(drawn);
  const now = (await deps.giveaways.find(giveawayId)) ?? giveaway;
  if (now.status === "cancelled") return refuse("GIVEAWAY_CANCELLED");
  // Begun by somebody else, or by a server that died: it ends the same.
  if (now.status === "drawing") {
    const finished = await finishDraw(deps, now);
    if (finished) return ok(finished);
  }
  return ok(await viewGiveaway(deps.people, now));
};

import { type Giveaway, ok, type RedrawWinner, type Result, refuse } from "@showdrop/shared";
import { drawOrder } from "../kit/draw.ts";
import { Unavailable } from "../kit/errors.ts";
import type { DrawGiveawayDeps } from "./draw-giveaway.ts";
import type { GiveawayRecord, WinnerRecord } from "./giveaway.schema.ts";
import { tellGiveaway, viewGiveaway } from "./tell-giveaway.ts";

/** The next in the draw's order who may win, and those before them who may not any more. */
const nextWinner = async (
  { giveaways, takeNoPart }: DrawGiveawayDeps,
  { id, shopId, seed, commit, winners, passedOver }: GiveawayRecord,
): Promise<{ next: WinnerRecord | null; skipped: string[] }> => {
  const called = new Set([...passedOver, ...winners.map(({ entrantId }) => entrantId)]);
  const entrants = (await giveaways.listOf(id)) ?? [];
  const rest = drawOrder({ drawId: id, seed, commit, entrants }).filter(
    (entrantId) => !called.has(entrantId),
  );
  const out = await takeNoPart(shopId);
  const waiting = await giveaways.whose(id, rest);
  const at = waiting.findIndex(({ userId }) => !out.has(userId));
  const skipped = (at < 0 ? waiting : waiting.slice(0, at)).map(({ entrantId }) => entrantId);
  return { next: waiting[at] ?? null, skipped };
};

/**
 * Passes a winner over: the next in the draw's order wins instead, and nobody chooses who that is. Where nobody is left,
 * one fewer wins. Again it changes nothing. Refuses with NOT_FOUND, NOT_ALLOWED, GIVEAWAY_NOT_DRAWN or NOT_A_WINNER.
 */
export const redrawWinner = async (
  deps: DrawGiveawayDeps,
  viewer: { id: string },
  giveawayId: string,
  { entrantId, reason }: RedrawWinner,
): Promise<Result<Giveaway>> => {
  const { giveaways } = deps;
  const giveaway = await giveaways.find(giveawayId);
  if (!giveaway) return refuse("NOT_FOUND");
  const role = await deps.requireRole(giveaway.shopId, viewer, "giveaway:run");
  if (!role.ok) return role;
  if (giveaway.status !== "drawn") return refuse("GIVEAWAY_NOT_DRAWN");
  if (giveaway.passedOver.includes(entrantId)) return ok(await viewGiveaway(deps.people, giveaway));
  const at = giveaway.winners.findIndex((winner) => winner.entrantId === entrantId);
  if (at < 0) return refuse("NOT_A_WINNER");

  const { next, skipped } = await nextWinner(deps, giveaway);
  const winners = giveaway.winners.toSpliced(at, 1, ...(next ? [next] : []));
  const passedOver = [...giveaway.passedOver, entrantId, ...skipped];
  const replaced = await deps.transact<boolean>(async (session) => {
    if (!(await giveaways.replaceDrawn(giveaway, { winners, passedOver }, session))) return ok(false);
    await deps.audit(
      {
        ...{ actorId: viewer.id, action: "giveaway:redraw", subject: `giveaway:${giveawayId}`, reason },
        before: { winner: giveaway.winners[at] },
        after: { winner: next },
      },
      session,
    );
    return ok(true);
  });
  if (!replaced.ok) return replaced;
  if (!replaced.data) {
    // Somebody redraws in the same moment: the winner in question may be passed over already.
    const now = await giveaways.find(giveawayId);
    if (!now?.passedOver.includes(entrantId)) throw new Unavailable("the draw");
    return ok(await viewGiveaway(deps.people, now));
  }
  const told = await tellGiveaway(deps, giveawayId);
  return told ? ok(told) : refuse("NOT_FOUND");
};

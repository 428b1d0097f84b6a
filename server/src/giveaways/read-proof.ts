import { type DrawProof, ok, type Result, refuse } from "@showdrop/shared";
import type { GiveawayStore } from "./giveaways.store.ts";

/** All that is needed to check a draw. Refuses with NOT_FOUND or GIVEAWAY_NOT_DRAWN. */
export const readProof = async (
  { giveaways }: { giveaways: GiveawayStore },
  giveawayId: string,
): Promise<Result<DrawProof>> => {
  const giveaway = await giveaways.find(giveawayId);
  if (!giveaway) return refuse("NOT_FOUND");
  const entrants = await giveaways.listOf(giveawayId);
  if (giveaway.status !== "drawn" || !entrants) return refuse("GIVEAWAY_NOT_DRAWN");
  const { id: drawId, commit, seed, winners, passedOver } = giveaway;
  return ok({
    ...{ drawId, commit, seed, entrants, passedOver },
    winners: winners.map(({ entrantId }) => entrantId),
  });
};

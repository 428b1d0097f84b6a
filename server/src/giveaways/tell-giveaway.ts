import type { Giveaway, Person } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { GiveawayRecord } from "./giveaway.schema.ts";
import type { GiveawayStore } from "./giveaways.store.ts";

export interface TellGiveawayDeps {
  giveaways: GiveawayStore;
  hub: Hub;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

const resultOf = (
  { status, seed, drawnAt, winners, passedOver }: GiveawayRecord,
  people: ReadonlyMap<string, Person>,
): Giveaway["result"] =>
  status === "drawn" && drawnAt
    ? {
        seed,
        drawnAt: drawnAt.toISOString(),
        winners: winners.map(({ userId, entrantId }) => ({
          person: people.get(userId) ?? { id: userId, displayName: "?" },
          entrantId,
        })),
        passedOver,
      }
    : null;

/** A giveaway as everybody may know it: the seed is in it only once it is drawn. */
export const viewGiveaway = async (
  people: TellGiveawayDeps["people"],
  giveaway: GiveawayRecord,
): Promise<Giveaway> => ({
  id: giveaway.id,
  showId: giveaway.showId,
  prize: giveaway.prize,
  audience: giveaway.audience,
  winnersWanted: giveaway.winnersWanted,
  status: giveaway.status,
  commit: giveaway.commit,
  entries: giveaway.entries,
  openedAt: giveaway.openedAt.toISOString(),
  closesAt: giveaway.closesAt?.toISOString() ?? null,
  result: resultOf(giveaway, await people(giveaway.winners.map(({ userId }) => userId))),
});

/** Tells everybody of a giveaway as it is now, and who won that they did. Cut off before its end, a job does it again. */
export const tellGiveaway = async (
  { giveaways, hub, people }: TellGiveawayDeps,
  giveawayId: string,
): Promise<Giveaway | null> => {
  const record = await giveaways.find(giveawayId);
  if (!record) return null;
  const giveaway = await viewGiveaway(people, record);
  await hub.publish(record.showId, "giveaway:changed", giveaway);
  const { id, showId, prize } = record;
  for (const { userId } of record.winners)
    hub.toPerson(userId, "giveaway:won", { showId, giveawayId: id, prize });
  await giveaways.markTold(record);
  return giveaway;
};

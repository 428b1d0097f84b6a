import type { DropRecord } from "../drops/drop.schema.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { WriteLog } from "../drops/write-log.ts";
import type { LineStore } from "../holds/line.store.ts";
import type { Clock } from "../kit/clock.ts";
import { drawOrder } from "../kit/draw.ts";
import type { PlaceStore } from "./places.store.ts";

export interface DrawStartDeps {
  drops: DropStore;
  line: LineStore;
  places: PlaceStore;
  writeLog: WriteLog;
  recount: Recount;
  clock: Clock;
  bannedIds(shopId: string): Promise<string[]>;
}

/** Those who came before the opening; whoever was banned since is taken out of the line first. */
const whoTakesPart = async (
  { line, places, writeLog, recount, bannedIds }: DrawStartDeps,
  drop: DropRecord,
): Promise<string[]> => {
  const banned = new Set(await bannedIds(drop.shopId));
  await writeLog(drop.id);
  const lobby = (await places.ofDrop(drop.id)).filter((place) => place.state === "waiting" && place.lobby);
  for (const { user } of lobby.filter((place) => banned.has(place.user)))
    await recount.counted(drop.id, () => line.leave(drop.id, user));
  return lobby.filter(({ user }) => !banned.has(user)).map(({ entry }) => entry);
};

/**
 * Draws the order of a fair start whose time has come, and begins to serve. Each step is kept before the next, and each is
 * the same whoever does it: the list is settled once, and with the seed it gives one order. So a server that dies in
 * between leaves nothing to chance, and any other finishes it.
 * @returns whether this call finished it
 */
export const drawStart = async (deps: DrawStartDeps, drop: DropRecord): Promise<boolean> => {
  const { drops, line, places, writeLog, recount, clock } = deps;
  if (!drop.fairStart || drop.fairStart.drawnAt || drop.closedAt) return false;
  const { seed, commit } = drop.fairStart;
  const entrants =
    (await places.listOf(drop.id)) ?? (await places.settleList(drop.id, await whoTakesPart(deps, drop)));
  const order = drawOrder({ drawId: drop.id, seed, commit, entrants });
  const users = await places.usersOf(order);
  await recount.counted(drop.id, () => line.draw(drop.id, users));
  await writeLog(drop.id);
  // The seed is told only now, when nothing can be changed by knowing it.
  return drops.markDrawn(drop.id, new Date(clock.now()), entrants.length);
};

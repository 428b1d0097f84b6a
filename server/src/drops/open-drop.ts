import { ok, type Result, refuse } from "@showdrop/shared";
import type { HoldStore } from "../holds/hold.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DropAnnouncer } from "./announce-drops.ts";
import type { DropRecord, DropStore } from "./drops.store.ts";
import type { Recount } from "./recount-drop.ts";

interface OpenDropDeps {
  drops: DropStore;
  holds: HoldStore;
  recount: Recount;
  announcer: DropAnnouncer;
  clock: Clock;
}

/** Opens a scheduled drop now. */
export const openDrop = async (
  { drops, holds, recount, announcer, clock }: OpenDropDeps,
  drop: DropRecord,
  showStatus: string,
): Promise<Result<DropRecord>> => {
  if (showStatus !== "live" && showStatus !== "paused") return refuse("SHOW_NOT_LIVE");
  const now = new Date(clock.now());
  const opened = await drops.openAt(drop.id, now);
  if (!opened) return refuse("DROP_NOT_OPENABLE");
  await recount.counted(drop.id, () => holds.configure(drop.id, { opensAt: now.getTime() }));
  await drops.markAnnounced(drop.id);
  await announcer.changed(drop.id);
  return ok(opened);
};

import { ok, type Result, refuse } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { DropAnnouncer } from "./announce-drops.ts";
import { onShowClock, type ShowClock } from "./drop-clock.ts";
import type { DropRecord, DropStore } from "./drops.store.ts";

interface OpenDropDeps {
  drops: DropStore;
  announcer: DropAnnouncer;
  clock: Clock;
}

/** Opens a scheduled drop now. */
export const openDrop = async (
  { drops, announcer, clock }: OpenDropDeps,
  drop: DropRecord,
  show: ShowClock & { status: string },
): Promise<Result<DropRecord>> => {
  if (show.status !== "live" && show.status !== "paused") return refuse("SHOW_NOT_LIVE");
  const opened = await drops.openAt(drop.id, new Date(onShowClock(show, clock.now())));
  if (!opened) return refuse("DROP_NOT_OPENABLE");
  await drops.markAnnounced(drop.id);
  await announcer.changed(drop.id);
  return ok(opened);
};

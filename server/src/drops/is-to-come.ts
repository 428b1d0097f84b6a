import type { ShowStatus } from "@showdrop/shared";
import { dropTimes, hasOpened, type ShowClock } from "./drop-clock.ts";
import type { DropStore } from "./drops.store.ts";

interface Deps {
  drops: DropStore;
  clock: { now(): number };
  findShow(id: string): Promise<(ShowClock & { status: ShowStatus }) | null>;
}

/** Whether a drop has yet to open; null where there is none. One that is due is open, whether or not that was told. */
export const createIsToCome =
  ({ drops, clock, findShow }: Deps) =>
  async (dropId: string): Promise<boolean | null> => {
    const drop = await drops.find(dropId);
    const show = drop && (await findShow(drop.showId));
    if (!drop || !show) return null;
    if (drop.announced || drop.closedAt) return false;
    if (show.status === "scheduled") return true;
    const onAir = show.status === "live" || show.status === "paused";
    return onAir && !hasOpened(dropTimes(drop, show), clock.now());
  };

import type { MediaEvent } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { takeOffStage } from "./remove-guest.ts";
import type { StageStore } from "./stage.store.ts";
import { clear } from "./stage-moves.ts";
import { type TellStageDeps, tellStage } from "./tell-stage.ts";

/** How often guests are looked for, in milliseconds: as often as presence changes. */
const EVERY_MS = 1_000;
/** How long a guest whose line is gone keeps their place, in milliseconds: a phone changes networks, a page reloads. */
const GRACE_MS = 60_000;

export interface FollowStagesDeps extends TellStageDeps {
  shows: ShowStore;
  stages: StageStore;
  /** Those of these people who have the show open now. */
  presentIn(showId: string, userIds: readonly string[]): Promise<Set<string>>;
  clock: Clock;
  log: Logger;
}

/** The show is over, and with it what was on its stage. */
export const clearStage = async (
  deps: TellStageDeps & { stages: StageStore },
  showId: string,
): Promise<void> => {
  const cleared = await deps.stages.change(showId, clear);
  // Most shows are one person's, and have nothing on their stage to clear.
  if (cleared.ok && cleared.data.before.revision > 0 && !cleared.data.before.over)
    await tellStage(deps, showId, cleared.data);
};

/**
 * Keeps stages true to what happens elsewhere: who is gone for too long loses place or invitation, a stage whose show
 * ended is cleared, and a media node that begins to carry a host is told what is featured. Every server watches, one
 * write decides.
 */
export const followStages = async (deps: FollowStagesDeps): Promise<Loop> => {
  const { shows, stages, mediaBus, clock, log } = deps;
  /** Since when a guest of a show is missing, as far as this server knows: `show user` → epoch milliseconds. */
  let missingSince = new Map<string, number>();

  const look = async (): Promise<void> => {
    const missing = new Map<string, number>();
    for (const [showId, { guests }] of await stages.listPeopled()) {
      const show = await shows.find(showId);
      if (show?.status !== "live" && show?.status !== "paused") {
        await clearStage(deps, showId);
        continue;
      }
      const ids = guests.map(({ userId }) => userId);
      const present = await deps.presentIn(showId, ids);
      for (const userId of ids.filter((id) => !present.has(id))) {
        const key = `${showId} ${userId}`;
        const since = missingSince.get(key) ?? clock.now();
        if (clock.now() - since < GRACE_MS) missing.set(key, since);
        else await takeOffStage(deps, showId, userId);
      }
    }
    missingSince = missing;
  };

  const repeatFeatured = async (showId: string): Promise<void> => {
    const { featured } = await stages.find(showId);
    if (featured) await mediaBus.tell({ type: "stage:featured", showId, featured });
  };
  await mediaBus.listen(({ type, showId }: MediaEvent) => {
    if (type !== "host:joined") return;
    repeatFeatured(showId).catch((error: unknown) => log.error({ err: error, showId }, "stage:featured"));
  });

  // While presence cannot be read nobody is declared gone for it.
  const failed = (error: unknown): void => {
    missingSince = new Map();
    log.debug({ err: error }, "stages could not be followed");
  };
  return startLoop(EVERY_MS, look, failed);
};

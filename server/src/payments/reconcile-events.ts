import type { EventCursorStore } from "./event-cursor.store.ts";
import { type TakeEffectDeps, takeEffect } from "./take-effect.ts";

export interface ReconcileDeps extends TakeEffectDeps {
  cursor: EventCursorStore;
}

/** Events become visible a little after they happened, and clocks differ: this much is gone through again. */
const OVERLAP_MS = 60_000;
/** After a long sleep, as far back as the provider keeps its events (docs.stripe.com/api/events). */
const KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Goes through the provider's events since the last time and lets those take effect that no webhook told of. One that
 * fails does not keep the others waiting, but the next time begins with it.
 * @returns how many were news.
 */
export const reconcileEvents = async (deps: ReconcileDeps, stopped: AbortSignal): Promise<number> => {
  const { cursor, payments, clock, log } = deps;
  const startedAt = clock.now();
  const seenUntil = (await cursor.read())?.getTime() ?? startedAt;
  const since = new Date(Math.max(seenUntil - OVERLAP_MS, startedAt - KEPT_MS));
  let news = 0;
  let reached = startedAt;
  for (const event of await payments.eventsSince(since)) {
    if (stopped.aborted) {
      reached = Math.min(reached, event.at.getTime());
      break;
    }
    try {
      if (!(await takeEffect(deps, event))) continue;
      news += 1;
      log.warn({ event: event.id, type: event.type }, "an event took effect without its webhook");
    } catch (error) {
      reached = Math.min(reached, event.at.getTime());
      log.warn({ err: error, event: event.id }, "an event is left for the next turn");
    }
  }
  await cursor.moveTo(new Date(Math.max(reached, since.getTime())));
  return news;
};

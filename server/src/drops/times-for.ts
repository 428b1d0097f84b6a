import type { EarlyAudience } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { DropRecord } from "./drop.schema.ts";
import { afterEarlyAccess, type DropTimes, dropTimes, type ShowClock, seenFrom } from "./drop-clock.ts";

export interface TimesForDeps {
  clock: Clock;
  isEarly(audience: EarlyAudience, shopId: string, userId: string): Promise<boolean>;
}

/** Milliseconds that this clock and Redis's may differ: until then it is asked who somebody is, and not only decided when. */
const CLOCKS_DIFFER_MS = 5_000;

/** A drop's times for one person: later by the early access that they do not have. Asked only while it can matter. */
export const timesFor = async (
  { clock, isEarly }: TimesForDeps,
  drop: DropRecord,
  show: ShowClock,
  userId: string,
): Promise<DropTimes> => {
  const times = dropTimes(drop, show);
  if (!drop.earlyAccess) return times;
  const { audience, seconds } = drop.earlyAccess;
  const later = afterEarlyAccess(times, seconds);
  if (seenFrom(times, clock.now()) > later.opensAt + CLOCKS_DIFFER_MS) return times;
  return (await isEarly(audience, drop.shopId, userId)) ? times : later;
};

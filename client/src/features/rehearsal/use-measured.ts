import type { Measured } from "@showdrop/shared";
import { useEffect } from "react";
import type { Health } from "../../lib/media/index.ts";
import { isRehearsal } from "../../lib/world.ts";

/** What this page measured of its own sending since it was loaded. */
let measured: Measured | null = null;
export const takeMeasured = (): Measured | null => measured;

/** Notes how the sending goes while a show is rehearsed: the best bitrate, and the newest loss and round trip. */
export const useNoteMeasured = (health: Health | null): void => {
  useEffect(() => {
    if (!isRehearsal || !health) return;
    const { bitrate, loss, roundTripMs } = health.stats;
    measured = {
      bitrate: Math.max(measured?.bitrate ?? 0, Math.round(bitrate)),
      loss: Math.min(1, Math.max(0, loss)),
      roundTripMs: Math.max(0, Math.round(roundTripMs)),
    };
  }, [health]);
};

import type { MediaKind } from "@showdrop/shared";
import { useEffect, useEffectEvent, useRef } from "react";
import type { BroadcastControl } from "../../lib/media/use-broadcast.ts";

const kinds = ["audio", "video"] as const satisfies readonly MediaKind[];

/**
 * Neither picture nor sound leaves this page while its host is away: the card at the viewers covers what comes, and
 * nothing comes. Back again, what was off before stays off.
 */
export const useMutedWhileAway = (
  away: boolean,
  { muted, setMuted, state }: Pick<BroadcastControl, "muted" | "setMuted" | "state">,
): void => {
  const offHere = useRef<MediaKind[]>([]);
  const follow = useEffectEvent((isAway: boolean) => {
    if (isAway) {
      const on = kinds.filter((kind) => !muted[kind]);
      offHere.current = [...offHere.current, ...on];
      for (const kind of on) setMuted(kind, true);
      return;
    }
    for (const kind of offHere.current) setMuted(kind, false);
    offHere.current = [];
  });
  const sending = state === "sending";
  useEffect(() => {
    if (sending) follow(away);
  }, [away, sending]);
};

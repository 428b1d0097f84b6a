import { MAX_HEARTS } from "@showdrop/shared";
import { useEffect, useRef, useState } from "react";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import type { ChatActs } from "./chat-panel.tsx";

/** Milliseconds for which taps are gathered before they are sent: two commands a second at most. */
const GATHER_MS = 500;
/** Milliseconds between two hearts of a thumb that stays down. */
const HOLD_MS = 120;
/** Hearts that fly at once: the others count, and nothing stutters. */
const MOST_FLYING = 20;
/** Hearts that others' bursts show at once. */
const MOST_OF_OTHERS = 5;

export interface FlyingHeart {
  id: number;
  /** From 0 to 1: where it drifts, and how red it is. */
  chance: number;
}

/**
 * Hearts: one for each tap, more while the thumb stays down. They are sent in bundles; what others send is seen as the
 * total rises. @param total hearts of the show so far, as the hub last told it.
 */
export const useHearts = (total: number, send: ChatActs["sendHearts"]) => {
  const still = useMediaQuery("(prefers-reduced-motion: reduce)");
  const [flying, setFlying] = useState<readonly FlyingHeart[]>([]);
  const ids = useRef(0);
  const gathered = useRef(0);
  const mine = useRef(0);
  const known = useRef(total);
  const sending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const holding = useRef<ReturnType<typeof setInterval>>(undefined);

  const fly = (count: number) => {
    if (still) return;
    const born = Array.from({ length: count }, () => ({ id: ++ids.current, chance: Math.random() }));
    setFlying((now) => [...now, ...born].slice(-MOST_FLYING));
  };
  const flush = () => {
    sending.current = undefined;
    const count = Math.min(gathered.current, MAX_HEARTS);
    gathered.current = 0;
    mine.current += count;
    void send(count);
  };
  const tap = () => {
    gathered.current += 1;
    fly(1);
    sending.current ??= setTimeout(flush, GATHER_MS);
  };
  const release = () => clearInterval(holding.current);
  const press = () => {
    release();
    tap();
    holding.current = setInterval(tap, HOLD_MS);
  };

  useEffect(() => {
    const risen = total - known.current;
    known.current = total;
    const own = Math.min(Math.max(risen, 0), mine.current);
    mine.current -= own;
    if (risen > own) fly(Math.min(risen - own, MOST_OF_OTHERS));
  });
  useEffect(
    () => () => {
      clearInterval(holding.current);
      clearTimeout(sending.current);
    },
    [],
  );

  return {
    flying,
    tap,
    press,
    release,
    landed: (id: number) => setFlying((now) => now.filter((heart) => heart.id !== id)),
  };
};

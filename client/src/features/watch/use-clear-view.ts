import { type PointerEvent, useRef, useState } from "react";

/** CSS pixels that a finger travels sideways before it is a swipe, and how much more than up or down. */
const SWIPE_PX = 64;
const SIDEWAYS = 2;

/** What lies over the video takes its own sideways gestures: rows that are pushed aside, a text that is being written. */
const KEEPS_SWIPES = "input, textarea, fieldset, [data-keeps-swipes]";

/** Everything but the video hidden, by a swipe to the right or a button; a swipe to the left brings it back. */
export const useClearView = () => {
  const [clear, setClear] = useState(false);
  const began = useRef<{ x: number; y: number } | null>(null);
  return {
    clear,
    setClear,
    swipes: {
      onPointerDown: ({ isPrimary, pointerType, target, clientX: x, clientY: y }: PointerEvent) => {
        const kept = target instanceof Element && target.closest(KEEPS_SWIPES);
        began.current = isPrimary && pointerType !== "mouse" && !kept ? { x, y } : null;
      },
      onPointerUp: ({ clientX, clientY }: PointerEvent) => {
        const from = began.current;
        began.current = null;
        if (!from) return;
        const [right, down] = [clientX - from.x, clientY - from.y];
        if (Math.abs(right) > SWIPE_PX && Math.abs(right) > SIDEWAYS * Math.abs(down)) setClear(right > 0);
      },
      onPointerCancel: () => {
        began.current = null;
      },
    },
  };
};

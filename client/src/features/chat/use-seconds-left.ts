import { useEffect, useState } from "react";

/** Milliseconds between two looks at the clock: a shown second is never late by more. */
const LOOK_MS = 200;

/** Whole seconds until a moment in milliseconds since 1970, counting down; 0 when it is past. */
export const useSecondsLeft = (until: number): number => {
  const [now, setNow] = useState(Date.now);
  const waiting = until > now;
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, [until]);
  // Once it is past nobody looks any more: the last look is the one that saw it pass.
  return waiting ? Math.ceil((until - now) / 1000) : 0;
};

import { useEffect, useState } from "react";

/** Milliseconds between two looks at the clock: a shown second is never late by more. */
const LOOK_MS = 200;

/** Whole seconds until a moment in milliseconds since 1970, counting down; 0 when it is past. */
export const useSecondsLeft = (until: number): number => {
  const [now, setNow] = useState(Date.now);
  const [of, setOf] = useState(until);
  if (of !== until) {
    setOf(until);
    setNow(Date.now());
  }
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
};

import { useEffect, useState } from "react";

/** What lasts a second is worth saying, in milliseconds: a word that comes and goes helps nobody. */
const LASTS_MS = 1_000;

/** A word once it has lasted; until then the one before. */
export const useSettled = <T extends string | null>(word: T): T => {
  const [settled, setSettled] = useState(word);
  useEffect(() => {
    if (word === settled) return;
    const timer = setTimeout(() => setSettled(word), LASTS_MS);
    return () => clearTimeout(timer);
  }, [word, settled]);
  return settled;
};

/** Letters from which on capitals are a manner and not a word: "OMG USB-C" is none. */
const LEAST_LETTERS = 12;
/** Share of capitals from which on a line shouts. */
const SHOUTED = 0.75;

/** Whether a line is written in capitals. Korean has none. */
export const isShouted = (text: string): boolean => {
  let upper = 0;
  let cased = 0;
  for (const character of text.normalize("NFKC")) {
    const [lower, capital] = [character.toLowerCase(), character.toUpperCase()];
    if (lower === capital) continue;
    cased += 1;
    if (character === capital) upper += 1;
  }
  return cased >= LEAST_LETTERS && upper >= cased * SHOUTED;
};

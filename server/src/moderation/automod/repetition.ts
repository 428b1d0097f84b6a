import { skeletonOf } from "./letters.ts";

/** One character in a row; Koreans laugh and cry in long runs. */
const LONGEST_RUN = 15;
const LONGEST_LAUGHTER = 40;
/** The same word in a line. */
const MOST_OF_ONE_WORD = 7;
/** Letters from which on the same line again is no mere "yes" or "hi". */
const LEAST_LETTERS = 6;

const laughs = new Set("ㅋㅎㅠㅜ");
/** Parts of an emoji that are none by themselves: joiners, selectors, skin tones. */
const attached = /[\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]/gu;

/** What repeats itself within a line: the character or the word; null when nothing does. */
export const findRun = (text: string): string | null => {
  let run = 0;
  let last = "";
  for (const character of text.toLowerCase().replace(attached, "")) {
    if (/\s/u.test(character)) continue;
    run = character === last ? run + 1 : 1;
    last = character;
    if (run > (laughs.has(character) ? LONGEST_LAUGHTER : LONGEST_RUN)) return character;
  }
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().split(/\s+/u)) {
    if (!/[\p{L}\p{N}]/u.test(word)) continue;
    const count = (counts.get(word) ?? 0) + 1;
    if (count > MOST_OF_ONE_WORD) return word;
    counts.set(word, count);
  }
  return null;
};

/** Whether somebody says again what they said a moment ago, dressed differently or not. */
export const isSaidAgain = (text: string, before: readonly string[]): boolean => {
  const skeleton = skeletonOf(text);
  return skeleton.length >= LEAST_LETTERS && before.some((said) => skeletonOf(said) === skeleton);
};

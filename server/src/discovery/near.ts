import type { Query } from "./words.ts";

/**
 * Mistakes that are forgiven in a word of so many letters, of which a Korean syllable has two or three. In a shorter word any
 * mistake makes another word of it.
 */
const forgivenIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/**
 * The fewest mistakes with which a word stands somewhere in a text: a letter too many, one missing, another one, or two
 * neighbours changed about. Sellers' algorithm (1980) with the transpositions of optimal string alignment; takes as many steps
 * as word and text have letters, multiplied.
 */
export const mistakesIn = (word: string, text: string): number => {
  // A row for each letter of the word: mistakes up to it when it ends at each place of the text. It may begin anywhere.
  let before: number[] = [];
  let last = Array.from({ length: text.length + 1 }, () => 0);
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= text.length; j += 1) {
      const [up = 0, left = 0, slant = 0] = [last[j], row[j - 1], last[j - 1]];
      const same = word[i - 1] === text[j - 1];
      const changed = i > 1 && j > 1 && word[i - 1] === text[j - 2] && word[i - 2] === text[j - 1];
      const swapped = changed ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(up + 1, left + 1, slant + (same ? 0 : 1), swapped));
    }
    [before, last] = [last, row];
  }
  return Math.min(...last);
};

/** Whether every word stands in one of the parts, but for mistakes that are forgiven. */
export const isNearIn = ({ words }: Query, parts: readonly string[]): boolean =>
  words.every((word) => parts.some((part) => mistakesIn(word, part) <= forgivenIn(word)));

/** How far a title is from what was typed: the mistakes of all its words. */
export const distance = ({ words }: Query, title: string): number =>
  words.reduce((sum, word) => sum + mistakesIn(word, title), 0);

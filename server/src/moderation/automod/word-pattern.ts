import { particles } from "./hangul.ts";
import { beginsWord, endsWord, gaps, type Letter, readLetters } from "./letters.ts";

/** A letter and how often it stands in a row at least; or any letters of the same word. */
type Part = { is: string; times: number; alone: boolean } | "any";
type Word = readonly Part[];

/** An entry of a word list, ready to be looked for. */
export interface WordPattern {
  /** As the team wrote it. */
  entry: string;
  words: readonly Word[];
  /** Which letters it is made of: signs in a text are read differently for Korean and Latin words. */
  script: "latin" | "hangul" | "mixed";
  /** The letter that it begins with, to find it by. */
  firstLetter: string;
}

const literal = (part: Part | undefined) => (part === "any" ? undefined : part);

const compileWord = (word: string): Part[] => {
  const parts: Part[] = [];
  for (const [i, piece] of word.split(/\*+/u).entries()) {
    if (i > 0) parts.push("any");
    for (const { is, alone } of readLetters(piece)) {
      const before = literal(parts.at(-1));
      if (before?.is === is && before.alone === alone) before.times += 1;
      else parts.push({ is, times: 1, alone });
    }
  }
  return parts;
};

/** @returns null for an entry without a letter or digit. */
export const compileWordPattern = (entry: string): WordPattern | null => {
  const words = entry
    .trim()
    .split(/\s+/u)
    .map(compileWord)
    .filter((word) => word.some((part) => part !== "any"));
  const firstLetter = literal(words[0]?.find((part) => part !== "any"))?.is;
  if (firstLetter === undefined) return null;
  const scripts = new Set(readLetters(entry).map(({ script }) => script));
  const [only] = scripts;
  return {
    entry,
    words,
    script: scripts.size === 1 && only !== undefined && only !== "digit" ? only : "mixed",
    firstLetter,
  };
};

/** Whether a particle or an ending begins at a letter, in the word that goes on there. */
const isParticle = (letters: readonly Letter[], at: number): boolean => {
  const [last, letter] = [letters[at - 1], letters[at]];
  if (!last?.last || last.script !== "hangul" || !letter || letter.gap !== gaps.none) return false;
  return letter.script === "hangul" && letter.first && !letter.alone && particles.has(letter.of);
};

/**
 * Characters that a piece of a word torn apart by spaces may have: two of Latin ("fu ck", while "pen is" stays two words),
 * one syllable of Korean.
 */
const MOST_IN_PIECE = { latin: 2, digit: 2, hangul: 1 } as const;

/**
 * Whether a word that is torn apart may count as one: by marks always, by spaces and apostrophes when it is in shreds, so
 * that "he'll" and "다시 발송" stay what they are.
 */
const isOneWord = (letters: readonly Letter[], from: number, to: number): boolean => {
  let spaced = false;
  let limit = 0;
  let longest = 0;
  let inPiece = 0;
  for (let i = from; i < to; i++) {
    const letter = letters[i];
    if (!letter) break;
    if (i > from && letter.gap !== gaps.none) inPiece = 0;
    if (i > from && letter.gap >= gaps.apostrophe) {
      spaced = true;
      limit = Math.max(limit, letter.gap === gaps.apostrophe ? 1 : MOST_IN_PIECE[letter.script]);
    }
    if (letter.first) inPiece += 1;
    longest = Math.max(longest, inPiece);
  }
  return !spaced || longest <= limit;
};

/**
 * Where a word that begins at `from` can end, or -1 when it does not stand there.
 * @param open another word of the phrase follows, with or without a space between
 */
const matchWord = (letters: readonly Letter[], from: number, word: Word, open: boolean): number => {
  const dead = new Set<number>();
  const ends = (at: number): boolean =>
    open ? letters[at - 1]?.last === true : endsWord(letters, at) || isParticle(letters, at);
  const closes = (at: number): boolean => ends(at) && isOneWord(letters, from, at);

  const walk = (p: number, at: number): number => {
    const part = word[p];
    if (part === undefined) return closes(at) ? at : -1;
    const key = p * (letters.length + 1) + at;
    if (dead.has(key)) return -1;
    const end = part === "any" ? skip(p, at) : take(part, p, at);
    if (end < 0) dead.add(key);
    return end;
  };
  /** Any letters of the same word. */
  const skip = (p: number, at: number): number => {
    let end = at;
    if (p === word.length - 1) {
      while (letters[end] && letters[end]?.gap === gaps.none) end += 1;
      return isOneWord(letters, from, at) ? end : -1;
    }
    for (; ; end++) {
      const found = walk(p + 1, end);
      if (found >= 0) return found;
      if (!letters[end] || (end > from && letters[end]?.gap !== gaps.none)) return -1;
    }
  };
  /** One letter, as often as the pattern has it or more. */
  const take = (part: Exclude<Part, "any">, p: number, at: number): number => {
    const next = word[p + 1];
    // Another letter follows: only after the whole run can it be there.
    const whole = next !== undefined && next !== "any";
    const fits = (i: number): boolean =>
      letters[i]?.is === part.is && (!part.alone || letters[i]?.alone === true);
    for (let end = at; fits(end); end++) {
      if (end + 1 - at < part.times || (whole && fits(end + 1))) continue;
      const found = walk(p + 1, end + 1);
      if (found >= 0) return found;
    }
    return -1;
  };
  return walk(0, from);
};

/** Where a pattern that begins at `from` ends, or -1 when it does not stand there. */
export const matchPattern = (letters: readonly Letter[], from: number, pattern: WordPattern): number => {
  let at = from;
  for (const [i, word] of pattern.words.entries()) {
    if (i === 0 && word[0] !== "any" && !beginsWord(letters, from)) return -1;
    at = matchWord(letters, at, word, i < pattern.words.length - 1);
    if (at < 0) return -1;
  }
  return at;
};

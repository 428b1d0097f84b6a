import { latinOf, leet, upright } from "./confusables.ts";
import { laughter, letterOf, type Syllable, syllableOf } from "./hangul.ts";

/** What stands between a letter and the one before it. */
export const gaps = { none: 0, mark: 1, apostrophe: 2, space: 3 } as const;
export type Gap = (typeof gaps)[keyof typeof gaps];

/** One letter of a text as it is compared: Latin, a single Korean one, or a digit. */
export interface Letter {
  /** The letter itself, in its plainest form. */
  is: string;
  gap: Gap;
  script: "latin" | "hangul" | "digit";
  /** The character that it was written in, and whether it is the first or the last letter of it. */
  of: string;
  first: boolean;
  last: boolean;
  /** A Korean letter that was written by itself, not in a syllable. */
  alone: boolean;
}

/**
 * How digits and signs are read. `plain`: digits are digits, signs separate. `bare`: both separate (시1발). `i` and `l`:
 * inside a word they are the letters that they look like, 1 one or the other. `vowel`: beside a Korean letter that stands
 * by itself, 1 is its vowel (ㅅ1발).
 */
export type Reading = "plain" | "bare" | "i" | "l" | "vowel";

const isSpace = (character: string): boolean => /\s/u.test(character);
const isShapeless = (character: string): boolean =>
  /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character);
const isDigit = (character: string): boolean => character >= "0" && character <= "9";
const isLatin = (character: string): boolean => character >= "a" && character <= "z";

/** The plain characters of a text: compatibility forms and marks gone, Korean left in syllables. */
const plainCharacters = (text: string): string[] => {
  const characters: string[] = [];
  for (const character of text.toWellFormed().normalize("NFC")) {
    const code = character.codePointAt(0) ?? 0;
    if (syllableOf(code) || letterOf(code)) characters.push(character);
    else
      for (const plain of character.toLowerCase().normalize("NFKD"))
        if (!isShapeless(plain)) characters.push(latinOf(plain) ?? plain);
  }
  return characters;
};

const isUpright = (character: string | undefined): boolean =>
  character !== undefined && upright.has(character);
const isWordy = (character: string | undefined): boolean =>
  character !== undefined && (isLatin(character) || isDigit(character) || character in leet);

/** For every character whether it is in a run of Latin letters, digits and their look-alikes that has a letter in it. */
const inWords = (characters: readonly string[]): boolean[] => {
  const marks = characters.map(() => false);
  let from = 0;
  let lettered = false;
  for (let i = 0; i <= characters.length; i++) {
    const character = characters[i];
    if (character !== undefined && (isWordy(character) || isUpright(character))) {
      lettered ||= isLatin(character);
      continue;
    }
    if (lettered) marks.fill(true, from, i);
    from = i + 1;
    lettered = false;
  }
  return marks;
};

/** Whether a character is a Korean letter by itself. */
const isSingle = (character: string | undefined): boolean =>
  character !== undefined && letterOf(character.codePointAt(0) ?? 0) !== null;

/** Reads signs and digits as letters, where the reading says so. */
const reread = (characters: readonly string[], reading: Reading): string[] => {
  switch (reading) {
    case "plain":
      return [...characters];
    case "bare":
      return characters.map((character) => (isDigit(character) ? "." : character));
    case "vowel":
      return characters.map((character, i) => {
        const isStroke = upright.has(character) || character === "l" || character === "i";
        if (isStroke && (isSingle(characters[i - 1]) || isSingle(characters[i + 1]))) return "ㅣ";
        return isDigit(character) ? "." : character;
      });
    case "i":
    case "l": {
      const words = inWords(characters);
      return characters.map((character, i) => {
        if (!words[i]) return character;
        // At a word's end it is an exclamation.
        if (isUpright(character))
          return isDigit(character) || isWordy(characters[i + 1]) ? reading : character;
        return leet[character] ?? character;
      });
    }
  }
};

/** Silent ㅇ before the vowel that was just said only makes it longer: 시이이발. */
const isStretch = (before: Letter | undefined, { initial, vowel }: Syllable): boolean =>
  before?.script === "hangul" && initial[0] === "ㅇ" && vowel.length === 1 && before.is === vowel[0];

/** The letters of a text, each knowing what stood before it. Linear in the text's length; never throws. */
export const readLetters = (text: string, reading: Reading = "plain"): Letter[] => {
  const letters: Letter[] = [];
  let gap: Gap = gaps.none;
  const add = (all: readonly string[], of: string, script: Letter["script"], alone = false): void => {
    for (const [i, is] of all.entries()) {
      letters.push({ is, gap, script, of, first: i === 0, last: i === all.length - 1, alone });
      gap = gaps.none;
    }
  };
  for (const character of reread(plainCharacters(text), reading)) {
    const code = character.codePointAt(0) ?? 0;
    const syllable = syllableOf(code);
    const single = syllable ? null : letterOf(code);
    if (syllable) {
      const { initial, vowel, final } = syllable;
      const stretches = gap === gaps.none && isStretch(letters.at(-1), syllable);
      add([...(stretches ? [] : initial), ...vowel, ...final], character, "hangul");
    } else if (single) add(single, character, "hangul", true);
    else if (isLatin(character)) add([character], character, "latin");
    else if (isDigit(character)) add([character], character, "digit");
    else {
      const found: Gap = isSpace(character)
        ? gaps.space
        : character === "'" || character === "’"
          ? gaps.apostrophe
          : gaps.mark;
      gap = found > gap ? found : gap;
    }
  }
  return letters;
};

/** Whether digits or signs in the text could be read in another way. */
export const hasSigns = (text: string): boolean => /[^\p{L}\p{M}\s]/u.test(text);

const isLaughter = (letter: Letter): boolean => letter.alone && laughter.has(letter.is);

/** Whether a word can begin at a letter. */
export const beginsWord = (letters: readonly Letter[], at: number): boolean => {
  const [before, letter] = [letters[at - 1], letters[at]];
  if (!letter?.first) return false;
  if (!before || letter.gap !== gaps.none) return !joinsDigits(before, letter);
  return isLaughter(before) || changesScript(before, letter);
};

/** `18,000` and `18:30` are one number. */
const joinsDigits = (before: Letter | undefined, letter: Letter): boolean =>
  before?.script === "digit" && letter.script === "digit" && letter.gap === gaps.mark;

/** Latin beside Korean is another word; a digit belongs to what it stands at (18시). */
const changesScript = (before: Letter, letter: Letter): boolean =>
  before.script !== letter.script && before.script !== "digit" && letter.script !== "digit";

/** Whether a word can end with the letter before `at`. */
export const endsWord = (letters: readonly Letter[], at: number): boolean => {
  const [last, next] = [letters[at - 1], letters[at]];
  if (!last?.last) return false;
  if (!next) return true;
  if (next.gap !== gaps.none) return !joinsDigits(last, next);
  return isLaughter(next) || changesScript(last, next);
};

/**
 * What a text says, whatever it was dressed in: its letters alone, each run once. Of what it gives it gives the same.
 * Without digits: floods number their lines.
 */
export const skeletonOf = (text: string): string => {
  const skeleton: string[] = [];
  for (const { is, script } of readLetters(text))
    if (script !== "digit" && skeleton.at(-1) !== is) skeleton.push(is);
  return skeleton.join("");
};

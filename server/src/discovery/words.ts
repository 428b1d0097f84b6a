import { letterOf, syllableOf } from "../moderation/automod/hangul.ts";

/**
 * A text's words as they are compared: width, case and accents made one, Korean syllables taken apart into their letters,
 * so that what is typed half (청ㅈ) is the beginning of the whole (청자). What is neither letter nor digit parts words.
 */
export const wordsOf = (text: string): string[] =>
  [...text.normalize("NFKC").toLowerCase()]
    .map(plainLetter)
    .join("")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

const plainLetter = (letter: string): string => {
  const code = letter.codePointAt(0) ?? 0;
  const syllable = syllableOf(code);
  if (syllable) return [...syllable.initial, ...syllable.vowel, ...syllable.final].join("");
  return letterOf(code)?.join("") ?? letter.normalize("NFD").replaceAll(/\p{M}/gu, "");
};

/** A text without its spaces: "Moon jar" and "moonjar" are the same. */
export const squash = (text: string): string => wordsOf(text).join("");

/** Letters of a group: three tell words apart, two are what a short word has. */
const GROUP = { least: 2, most: 3 } as const;

const groupsOf = (letters: string, length: number): string[] =>
  Array.from({ length: Math.max(0, letters.length - length + 1) }, (_, at) => letters.slice(at, at + length));

/** What a text is found by: every two and every three neighbouring letters of each of its parts. */
export const lettersIn = (parts: readonly string[]): string[] => [
  ...new Set(parts.flatMap((part) => [...groupsOf(part, GROUP.least), ...groupsOf(part, GROUP.most)])),
];

/** What somebody looks for. */
export interface Query {
  words: string[];
  /** Groups of letters that whatever is found has; null when the words are too short to look for. */
  letters: string[] | null;
  /** Groups of which whatever comes close has at least one. */
  near: string[];
}

/** Words of one letter narrow nothing down; they only have to be there too. */
export const queryOf = (text: string): Query => {
  const words = wordsOf(text);
  const letters = words.flatMap((word) => groupsOf(word, Math.min(word.length, GROUP.most)));
  const telling = [...new Set(letters.filter((group) => group.length >= GROUP.least))];
  // The longer groups first: a store may look by the first and sift by the others.
  telling.sort((a, b) => b.length - a.length);
  const near = [...new Set(words.flatMap((word) => groupsOf(word, GROUP.least)))];
  return { words, letters: telling.length > 0 ? telling : null, near };
};

/** Whether every word is in one of the parts, wherever it stands there. */
export const isFoundIn = ({ words }: Query, parts: readonly string[]): boolean =>
  words.every((word) => parts.some((part) => part.includes(word)));

/**
 * How well a title answers, the larger the better: it is what was typed, it begins with it, one of its words does, it
 * contains it; the rest of what is searched answers least.
 */
export const closeness = ({ words }: Query, title: string): number => {
  const [whole, asked] = [squash(title), words.join("")];
  if (whole === asked) return 4;
  if (whole.startsWith(asked)) return 3;
  const own = wordsOf(title);
  if (words.every((word) => own.some((each) => each.startsWith(word)))) return 2;
  return words.every((word) => whole.includes(word)) ? 1 : 0;
};

const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const finals = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/** Letters made of two: taken apart, as somebody takes them apart who hides a word. */
const compounds: Readonly<Record<string, string>> = {
  ...{ ㄲ: "ㄱㄱ", ㄸ: "ㄷㄷ", ㅃ: "ㅂㅂ", ㅆ: "ㅅㅅ", ㅉ: "ㅈㅈ" },
  ...{ ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ" },
  ...{ ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ" },
  ...{ ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ", ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ" },
};
const apart = (letters: string): string[] =>
  [...letters].flatMap((letter) => [...(compounds[letter] ?? letter)]);

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = finals.length + 1;

export interface Syllable {
  initial: string[];
  vowel: string[];
  final: string[];
}

/** A written syllable's letters; null for anything else. */
export const syllableOf = (code: number): Syllable | null => {
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return null;
  const index = code - FIRST_SYLLABLE;
  const final = index % FINALS;
  const rest = Math.floor(index / FINALS);
  return {
    initial: apart(initials.charAt(Math.floor(rest / vowels.length))),
    vowel: apart(vowels.charAt(rest % vowels.length)),
    final: final === 0 ? [] : apart(finals.charAt(final - 1)),
  };
};

/** A letter that stands by itself, whichever of Unicode's blocks it comes from; null for anything else. */
export const letterOf = (code: number): string[] | null => {
  if (code >= 0x3131 && code <= 0x3163) return apart(String.fromCharCode(code));
  if (code >= 0x1100 && code <= 0x1112) return apart(initials.charAt(code - 0x1100));
  if (code >= 0x1161 && code <= 0x1175) return apart(vowels.charAt(code - 0x1161));
  if (code >= 0x11a8 && code <= 0x11c2) return apart(finals.charAt(code - 0x11a8));
  return null;
};

/** Letters with which Koreans laugh and cry: at a word's edge they are no part of it. */
export const laughter = new Set(["ㅋ", "ㅎ", "ㅠ", "ㅜ", "ㅡ"]);

/**
 * Syllables with which particles, endings and usual companions of a noun begin: a listed word followed by one of them is
 * still that word, followed by another it is a longer, different one (시발 and 시발점).
 */
export const particles = new Set(
  "야아이가은는을를들도만의에로와과랑네니냐임인님같처라다짓한하해했할함였입요새놈년끼것거따드".split(""),
);

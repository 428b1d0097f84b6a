/** Marks on one letter: Vietnamese needs two, Thai and pointed Hebrew three; more is a tower over other people's lines. */
const MAX_MARKS = 3;

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]/gu;

/**
 * Characters without a shape of their own: controls, zero-width ones, bidirectional overrides, fillers, private ones.
 * A joiner or a variation selector that makes one emoji out of several characters stays.
 */
const invisible =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\uFE0F|\uFE0F(?=\u20E3)|(\p{Cc}|\p{Cf}|\p{Co}|\p{Default_Ignorable_Code_Point}|\u2800)/gu;

const tooManyMarks = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, "gu");

/**
 * Everything but the letters Koreans laugh and cry with (ㅋㅋ, ㅎㅎ, ㅠㅠ): NFKC would turn these into the parts of a
 * syllable, which most fonts draw in halves. U+3164 among them is a filler without a shape, and no such letter.
 */
const plainable = /[^\u3131-\u3163]+/gu;

const cleanOnce = (text: string): string =>
  text
    .replace(plainable, (part) => part.normalize("NFKC"))
    .replace(lineBreaks, " ")
    .replace(invisible, (found: string, shapeless: string | undefined) =>
      shapeless === undefined ? found : "",
    )
    .replace(tooManyMarks, "$1")
    .replace(/\s+/gu, " ")
    .trim();

/**
 * What a person wrote, as it is kept and shown: compatibility forms made plain (NFKC, but for single Korean letters),
 * invisible characters taken out, towers of marks cut, white space collapsed. What is clean stays as it is. Empty when
 * nothing to read is left.
 */
export const cleanText = (text: string): string => {
  let before = text.toWellFormed();
  let clean = cleanOnce(before);
  // Taking a character out can bring two together that have a plainer form; each round only ever shortens.
  while (clean !== before) {
    before = clean;
    clean = cleanOnce(before);
  }
  return /[^\s\p{M}]/u.test(clean) ? clean : "";
};

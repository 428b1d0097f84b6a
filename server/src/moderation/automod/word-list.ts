import { hasSigns, type Letter, type Reading, readLetters } from "./letters.ts";
import { compileWordPattern, matchPattern, type WordPattern } from "./word-pattern.ts";

/** A text, read in every way that a list may need; each reading is made once. */
export interface ReadText {
  as(reading: Reading): readonly Letter[];
  signs: boolean;
}

export const readText = (text: string): ReadText => {
  const readings = new Map<Reading, readonly Letter[]>();
  return {
    signs: hasSigns(text),
    as(reading) {
      const known = readings.get(reading) ?? readLetters(text, reading);
      readings.set(reading, known);
      return known;
    },
  };
};

/** How the signs of a text are read for a word of a script. */
const readingsFor = (script: WordPattern["script"], signs: boolean): readonly Reading[] => {
  if (!signs) return ["plain"];
  switch (script) {
    case "latin":
      return ["plain", "i", "l"];
    case "hangul":
      return ["bare", "vowel"];
    case "mixed":
      return ["plain"];
  }
};

export interface Span {
  entry: string;
  from: number;
  to: number;
}

export interface WordList {
  /** The first entry that stands in the text and is not within one of `except`; null when there is none. */
  find(text: ReadText, except?: WordList): string | null;
  /** Where entries stand in one reading of a text. */
  spans(letters: readonly Letter[], scripts: readonly WordPattern["script"][]): Iterable<Span>;
}

const allScripts: readonly WordPattern["script"][] = ["latin", "hangul", "mixed"];

/** Compiles the entries of a list. Those without a letter or digit are left out: they fit nothing. */
export const compileWordList = (entries: readonly string[]): WordList => {
  const byLetter = new Map<string, WordPattern[]>();
  for (const entry of entries) {
    const pattern = compileWordPattern(entry);
    if (!pattern) continue;
    const others = byLetter.get(pattern.firstLetter);
    if (others) others.push(pattern);
    else byLetter.set(pattern.firstLetter, [pattern]);
  }
  const used = allScripts.filter((script) =>
    [...byLetter.values()].flat().some((each) => each.script === script),
  );

  function* spans(letters: readonly Letter[], scripts: readonly WordPattern["script"][]): Generator<Span> {
    for (const [from, { is, gap, first }] of letters.entries()) {
      // Within a run the entry was found, or not, at its beginning.
      if (!first || (from > 0 && gap === 0 && letters[from - 1]?.is === is)) continue;
      for (const pattern of byLetter.get(is) ?? []) {
        if (!scripts.includes(pattern.script)) continue;
        const to = matchPattern(letters, from, pattern);
        if (to >= 0) yield { entry: pattern.entry, from, to };
      }
    }
  }

  return {
    spans,
    find(text, except) {
      for (const script of used)
        for (const reading of readingsFor(script, text.signs)) {
          const letters = text.as(reading);
          let fine: Span[] | null = null;
          for (const span of spans(letters, [script])) {
            fine ??= except ? [...except.spans(letters, allScripts)] : [];
            if (!fine.some(({ from, to }) => from <= span.from && span.to <= to)) return span.entry;
          }
        }
      return null;
    },
  };
};

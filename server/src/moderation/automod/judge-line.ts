import {
  type AutomodAction,
  type AutomodReason,
  type AutomodSettings,
  type AutomodVerdict,
  MAX_MESSAGE_LENGTH,
  wordCategories,
} from "@showdrop/shared";
import { builtInWords, innocentWords } from "./built-in-words.ts";
import { isShouted } from "./caps.ts";
import { hasLink } from "./links.ts";
import { findRun, isSaidAgain } from "./repetition.ts";
import { compileWordList, type ReadText, readText, type WordList } from "./word-list.ts";

/** Characters that are looked at; a message has fewer. It bounds what one line can cost, whoever calls. */
const MOST_READ = 2 * MAX_MESSAGE_LENGTH;

export interface Line {
  text: string;
  /** What the same person said in the last moments. */
  before: readonly string[];
}

/** Judges lines by one shop's settings. */
export type Automod = (line: Line) => AutomodVerdict;

interface Rule {
  action: AutomodAction;
  /** What the rule saw; null when it has nothing against the line. */
  sees(line: Line & { read: ReadText }): AutomodReason | null;
}

const strictness: Record<AutomodAction, number> = { allow: 0, hold: 1, refuse: 2 };
const builtIn = new Map(
  wordCategories.map((category) => [category, compileWordList(builtInWords[category])]),
);

const wordRule = (action: AutomodAction, list: WordList | undefined, fine: WordList): Rule => ({
  action,
  sees({ read }) {
    const found = list?.find(read, fine) ?? null;
    return found === null ? null : { rule: "word", found };
  },
});

/** Prepares a shop's settings, which costs about as much as judging a hundred lines. */
export const compileAutomod = (settings: AutomodSettings): Automod => {
  const { words, links, caps, repetition } = settings;
  const fine = compileWordList([...words.allow, ...innocentWords]);
  const rules: Rule[] = [
    wordRule("refuse", compileWordList(words.refuse), fine),
    wordRule("hold", compileWordList(words.hold), fine),
    ...wordCategories.map((category) => wordRule(settings.builtIn[category], builtIn.get(category), fine)),
    { action: links, sees: ({ text }) => (hasLink(text) ? { rule: "links", found: "" } : null) },
    { action: caps, sees: ({ text }) => (isShouted(text) ? { rule: "caps", found: "" } : null) },
    {
      action: repetition,
      sees({ text, before }) {
        const found = findRun(text) ?? (isSaidAgain(text, before) ? "" : null);
        return found === null ? null : { rule: "repetition", found };
      },
    },
  ];
  // The strictest first: the first that sees something decides.
  const inForce = rules
    .filter(({ action }) => action !== "allow")
    .sort((a, b) => strictness[b.action] - strictness[a.action]);
  return ({ text, before }) => {
    const looked = text.slice(0, MOST_READ);
    const line = { text: looked, before, read: readText(looked) };
    for (const { action, sees } of inForce) {
      const reason = sees(line);
      if (reason) return { action, reason };
    }
    return { action: "allow", reason: null };
  };
};

import type { Emote, Macro, Person } from "@showdrop/shared";

/** Choices shown at once: they fit above a phone's keyboard. */
const MOST_CHOICES = 5;

/** What can be completed while one writes. */
export interface Vocabulary {
  /** Those who spoke lately, the last first, and the team. */
  people: readonly Person[];
  emotes: readonly Emote[];
  /** Empty but for the team. */
  macros: readonly Macro[];
}

export type Choice =
  | { kind: "person"; id: string; person: Person }
  | { kind: "emote"; id: string; emote: Emote }
  | { kind: "macro"; id: string; macro: Macro };

export interface Completion {
  /** Where the word that is being written begins and ends in the text. */
  from: number;
  to: number;
  choices: readonly Choice[];
}

const begun = {
  person: /(?:^|\s)@([^\s@]{0,40})$/u,
  emote: /:([\p{L}\p{N}_]{1,20})$/u,
  macro: /^\/([\p{L}\p{N}_-]{0,20})$/u,
} as const;

/** Those whose text begins with what was written, then those that contain it. */
const fitting = <T>(all: readonly T[], written: string, textOf: (item: T) => string): T[] => {
  const wanted = written.toLowerCase();
  const at = (item: T) => textOf(item).toLowerCase().indexOf(wanted);
  return [...all.filter((item) => at(item) === 0), ...all.filter((item) => at(item) > 0)].slice(
    0,
    MOST_CHOICES,
  );
};

/** What the word before the caret may become; null when there is nothing to complete. */
export const completionAt = (text: string, caret: number, words: Vocabulary): Completion | null => {
  const before = text.slice(0, caret);
  const found = (pattern: RegExp): string | null => pattern.exec(before)?.[1] ?? null;
  const completion = (written: string, choices: readonly Choice[]): Completion | null =>
    choices.length > 0 ? { from: caret - written.length - 1, to: caret, choices } : null;

  const name = found(begun.person);
  if (name !== null)
    return completion(
      name,
      fitting(words.people, name, ({ displayName }) => displayName).map((person) => ({
        kind: "person",
        id: person.id,
        person,
      })),
    );
  const code = found(begun.emote);
  if (code !== null)
    return completion(
      code,
      fitting(words.emotes, code, (emote) => emote.code).map((emote) => ({
        kind: "emote",
        id: emote.id,
        emote,
      })),
    );
  const macro = found(begun.macro);
  if (macro === null) return null;
  return completion(
    macro,
    fitting(words.macros, macro, ({ name: of }) => of).map((each) => ({
      kind: "macro",
      id: each.name,
      macro: each,
    })),
  );
};

const written = (choice: Choice): string => {
  switch (choice.kind) {
    case "person":
      return `@${choice.person.displayName} `;
    case "emote":
      return `:${choice.emote.code}: `;
    case "macro":
      return choice.macro.text;
  }
};

/** The text with the choice in place of the word, and where the caret is then. */
export const complete = (
  text: string,
  { from, to }: Completion,
  choice: Choice,
): { text: string; caret: number } => {
  const put = written(choice);
  return { text: text.slice(0, from) + put + text.slice(to).trimStart(), caret: from + put.length };
};

/** Those of these people whom a text names, as a message carries them. */
export const mentionedIn = (text: string, people: readonly Person[], most: number): string[] =>
  people
    .filter(({ displayName }) => text.includes(`@${displayName}`))
    .slice(0, most)
    .map(({ id }) => id);

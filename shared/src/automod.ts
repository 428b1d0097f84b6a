import { z } from "zod";
import { MAX_MESSAGE_LENGTH } from "./chat.ts";
import { ChatModes, shieldModes } from "./chat-rules.ts";

/** Entries of one word list: a long evening's work, and still compared in well under a millisecond. */
export const MOST_WORDS = 500;
/** Characters of one entry: a word or a short phrase. */
export const MAX_WORD_LENGTH = 60;

/** What becomes of a line: it is posted, waits for somebody of the team, or comes back to its author. */
export const automodActions = ["allow", "hold", "refuse"] as const;
export const AutomodAction = z.enum(automodActions);
export type AutomodAction = z.infer<typeof AutomodAction>;

/** The built-in lists, which a shop may switch on one by one. */
export const wordCategories = ["profanity", "insults", "slurs", "sexual", "violence", "scams"] as const;
export const WordCategory = z.enum(wordCategories);
export type WordCategory = z.infer<typeof WordCategory>;

/** A word or phrase; `*` stands for any letters. At least one letter or digit: `*` alone would hold everything. */
const Word = z
  .string()
  .trim()
  .max(MAX_WORD_LENGTH, `An entry has at most ${MAX_WORD_LENGTH} characters.`)
  .regex(/[\p{L}\p{N}]/u, "An entry needs at least one letter or digit.");
const Words = z.array(Word).max(MOST_WORDS, `A list has at most ${MOST_WORDS} entries.`);

/** How a shop's chat is read before it is posted. */
export const AutomodSettings = z.strictObject({
  /** The shop's own words and phrases: those that hold a line, those that refuse it, and those that are always fine. */
  words: z.strictObject({ hold: Words, refuse: Words, allow: Words }),
  builtIn: z.strictObject({
    profanity: AutomodAction,
    insults: AutomodAction,
    slurs: AutomodAction,
    sexual: AutomodAction,
    violence: AutomodAction,
    scams: AutomodAction,
  } satisfies Record<WordCategory, typeof AutomodAction>),
  links: AutomodAction,
  caps: AutomodAction,
  /** The same text again from one person, or one letter or emoji in a long run. */
  repetition: AutomodAction,
  /** The same text from many new accounts within seconds. */
  raid: AutomodAction,
  /** What Shield turns on in this shop's shows. */
  shield: ChatModes,
});
export type AutomodSettings = z.infer<typeof AutomodSettings>;

/** How a shop begins: nothing is read but a raid's flood, which is nobody's opinion. */
export const calmAutomod: AutomodSettings = {
  words: { hold: [], refuse: [], allow: [] },
  builtIn: {
    profanity: "allow",
    insults: "allow",
    slurs: "allow",
    sexual: "allow",
    violence: "allow",
    scams: "allow",
  },
  links: "allow",
  caps: "allow",
  repetition: "allow",
  raid: "hold",
  shield: shieldModes,
};

export const automodRules = ["word", "links", "caps", "repetition", "raid"] as const;
/** Why a line was held or refused. */
export const AutomodReason = z.object({
  rule: z.enum(automodRules),
  /** The entry of the list that fits; for another rule, what it saw. Empty where there is nothing to show. */
  found: z.string(),
});
export type AutomodReason = z.infer<typeof AutomodReason>;

export const TryAutomod = z.strictObject({
  text: z.string().max(MAX_MESSAGE_LENGTH, `A message has at most ${MAX_MESSAGE_LENGTH} characters.`),
  /** Settings that are not saved yet; without them, those that are. */
  settings: AutomodSettings.optional(),
});
export type TryAutomod = z.infer<typeof TryAutomod>;

export const AutomodVerdict = z.object({ action: AutomodAction, reason: AutomodReason.nullable() });
export type AutomodVerdict = z.infer<typeof AutomodVerdict>;

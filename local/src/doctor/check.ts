import type { Settings } from "./settings.ts";

/** How one thing stands; `skipped` when it could not be looked at. */
export type Mark = "good" | "note" | "bad" | "skipped";

/** What was found, in a sentence, and what to do about it. */
export type Finding = { mark: Mark; says: string; advice?: string };

export const good = (says: string): Finding => ({ mark: "good", says });
/** Worth knowing; Showdrop works all the same. */
export const note = (says: string, advice: string): Finding => ({ mark: "note", says, advice });
export const bad = (says: string, advice: string): Finding => ({ mark: "bad", says, advice });
export const skipped = (says: string): Finding => ({ mark: "skipped", says });

/** One thing to look at. It may throw: then it counts as bad, with the error's message. */
export type Check = {
  /** As it stands at the line's beginning. */
  name: string;
  /** The names of checks that must not have found anything bad: without them this one would only repeat it. */
  after: readonly string[];
  look(settings: Settings): Promise<Finding[]>;
};

/** What an error says, in one line and without a stack. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  const text = cause.message.split("\n", 1)[0] ?? "";
  return text === "" ? (code ?? cause.name) : text;
}

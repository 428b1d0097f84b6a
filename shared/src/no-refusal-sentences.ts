import type { refusalSentences as all } from "./refusal-sentences.ts";

/** In a browser the texts say what a refusal means, in the reader's language: the English sentences stay away. */
export const refusalSentences: Partial<typeof all> = {};

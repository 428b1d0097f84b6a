/** The English sentences are the platform's own. */
export { refusalSentences as refusals } from "@showdrop/shared/refusal-sentences";

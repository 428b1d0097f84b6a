import { calmAutomod, MAX_MESSAGE_LENGTH, ok, type Result, refuse } from "@showdrop/shared";
import { cleanText } from "../kit/clean-text.ts";
import { compileAutomod } from "../moderation/automod/judge-line.ts";

/**
 * The platform's own lists alone. A shop's words are for its chat: with them it could keep bad reviews away. Swearing at
 * a broken bowl is fair; hate, threats and fraud are not a review.
 */
const judge = compileAutomod({
  ...calmAutomod,
  links: "refuse",
  builtIn: { ...calmAutomod.builtIn, slurs: "refuse", sexual: "refuse", violence: "refuse", scams: "refuse" },
});

/** Empty lines that are kept between paragraphs. */
const tooManyBreaks = /\n{3,}/gu;

/** Characters of a piece that the piece before had too: no word or link is cut in two. */
const OVERLAP = 100;
/** Characters that are judged at once: as many as are read of a chat line. */
const PIECE = 2 * MAX_MESSAGE_LENGTH - OVERLAP;

/**
 * What a reviewer or a shop wrote, cleaned as chat lines are, with its paragraphs.
 * Refuses with REVIEW_HAS_LINK or REVIEW_NOT_FIT.
 */
export const cleanReview = (written: string): Result<string> => {
  const text = written.split(/\r?\n/u).map(cleanText).join("\n").replace(tooManyBreaks, "\n\n").trim();
  for (let at = 0; at < text.length; at += PIECE) {
    const { reason } = judge({ text: text.slice(Math.max(0, at - OVERLAP), at + PIECE), before: [] });
    if (reason)
      return refuse(reason.rule === "links" ? "REVIEW_HAS_LINK" : "REVIEW_NOT_FIT", { path: "text" });
  }
  return ok(text);
};

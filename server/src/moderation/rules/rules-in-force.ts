import { type ChatRules, strictest } from "@showdrop/shared";
import type { ChatState } from "../../shows/show.schema.ts";

/** The rules of a chat as they bind now: of its modes and Shield the stricter. */
export const rulesInForce = ({ modes, shield, revision }: ChatState): ChatRules => ({
  ...(shield ? strictest(modes, shield) : modes),
  shield: shield !== null,
  revision,
});

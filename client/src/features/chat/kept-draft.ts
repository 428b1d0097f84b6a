import { IdempotencyKey, RepliedTo } from "@showdrop/shared";
import { z } from "zod";
import { keep, kept } from "../../lib/kept.ts";

const KeptDraft = z.object({
  text: z.string(),
  replyTo: RepliedTo.nullable(),
  /** Of the attempt that may have been lost: the same message sent again carries it again. */
  key: IdempotencyKey.nullable(),
});
/** A message that was not sent yet. */
export type KeptDraft = z.infer<typeof KeptDraft>;

export const noDraft: KeptDraft = { text: "", replyTo: null, key: null };

/** What somebody was writing in a show when the page was left; nothing when that cannot be read. */
export const keptDraft = (whose: string): KeptDraft => {
  try {
    return KeptDraft.parse(JSON.parse(kept(`draft.${whose}`) ?? ""));
  } catch {
    return noDraft;
  }
};

export const keepDraft = (whose: string, draft: KeptDraft): void =>
  keep(`draft.${whose}`, draft.text === "" && draft.replyTo === null ? null : JSON.stringify(draft));

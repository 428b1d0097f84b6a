import { z } from "zod";
import { Id, IdempotencyKey, Moment } from "./ids.ts";
import { Person, ShopRole } from "./people.ts";

/** Characters in one message: Twitch allows 500, a phone's chat column reads well up to about 300. */
export const MAX_MESSAGE_LENGTH = 300;

/** `question`: it stands in the show's queue of questions, too. */
export const MessageKind = z.enum(["said", "question"]);
export type MessageKind = z.infer<typeof MessageKind>;

export const ChatMessage = z.object({
  id: Id,
  showId: Id,
  author: Person,
  /** The author's role in the shop when they wrote it, for the badge. */
  role: ShopRole.nullable(),
  text: z.string(),
  kind: MessageKind,
  at: Moment,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const PostMessage = z.strictObject({
  showId: Id,
  text: z.string().max(MAX_MESSAGE_LENGTH, `A message has at most ${MAX_MESSAGE_LENGTH} characters.`),
  /** A question is one also where it does not look like one. */
  kind: MessageKind.default("said"),
  /** The same for every retry of one message, so that it appears once. */
  key: IdempotencyKey,
});
export type PostMessage = z.infer<typeof PostMessage>;

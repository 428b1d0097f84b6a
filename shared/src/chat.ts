import { z } from "zod";
import { Id, IdempotencyKey, Moment } from "./ids.ts";
import { Person, ShopRole } from "./people.ts";

/** Characters in one message: Twitch allows 500, a phone's chat column reads well up to about 300. */
export const MAX_MESSAGE_LENGTH = 300;

export const ChatMessage = z.object({
  id: Id,
  showId: Id,
  author: Person,
  /** The author's role in the shop when they wrote it, for the badge. */
  role: ShopRole.nullable(),
  text: z.string(),
  at: Moment,
  /**
   * Absent for what everybody sees. `waiting`: its author alone sees it, until the team has looked at it. `shadowed`: its
   * author and the team alone see it; only the team is told so.
   */
  state: z.enum(["waiting", "shadowed"]).optional(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const PostMessage = z.strictObject({
  showId: Id,
  text: z.string().max(MAX_MESSAGE_LENGTH, `A message has at most ${MAX_MESSAGE_LENGTH} characters.`),
  /** The same for every retry of one message, so that it appears once. */
  key: IdempotencyKey,
});
export type PostMessage = z.infer<typeof PostMessage>;

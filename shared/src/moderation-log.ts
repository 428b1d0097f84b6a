import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Person } from "./people.ts";

/**
 * What the log of a shop's moderation tells of: an action is written `topic:verb`, such as `message:delete`. What the team
 * does about money, stock and products is in the audit log too, and no moderator reads it.
 */
export const moderationTopics = [
  "message",
  "person",
  "note",
  "appeal",
  "member",
  "invitation",
  "chat",
  "question",
  "automod",
  "review",
  "report",
] as const;
export type ModerationTopic = (typeof moderationTopics)[number];

/** What changed, as a few words under their names. */
export const LogDetails = z.record(z.string(), z.string());
export type LogDetails = z.infer<typeof LogDetails>;

/** One row of the log. Rows are added and never changed. */
export const ModerationEntry = z.object({
  id: Id,
  at: Moment,
  /** Null: the system, by a rule that it was given. */
  actor: Person.nullable(),
  action: z.string(),
  /** To whom it was done; null where it was done to nobody in particular. */
  person: Person.nullable(),
  /** The message in question; null where there is none. */
  messageId: Id.nullable(),
  reason: z.string(),
  before: LogDetails,
  after: LogDetails,
});
export type ModerationEntry = z.infer<typeof ModerationEntry>;

/** Who did it and when. Two who do the same at once do it once: for the second it was `already` done. */
export const Acted = z.object({ by: Person.nullable(), at: Moment, already: z.boolean() });
export type Acted = z.infer<typeof Acted>;

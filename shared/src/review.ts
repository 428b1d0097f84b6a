import { z } from "zod";
import { AutomodReason } from "./automod.ts";
import { ChatMessage } from "./chat.ts";
import { Id, Moment } from "./ids.ts";
import { Person } from "./people.ts";

/** A line that waits for somebody of the team: posted when they approve it, seen by its author alone until then. */
export const HeldMessage = z.object({ message: ChatMessage, reason: AutomodReason });
export type HeldMessage = z.infer<typeof HeldMessage>;

export const judgements = ["approve", "reject"] as const;
export const JudgeMessage = z.strictObject({ judgement: z.enum(judgements) });
export type JudgeMessage = z.infer<typeof JudgeMessage>;

export const reportReasons = ["spam", "harassment", "hate", "sexual", "scam", "other"] as const;
export const ReportReason = z.enum(reportReasons);
export type ReportReason = z.infer<typeof ReportReason>;

export const ReportMessage = z.strictObject({ reason: ReportReason });
export type ReportMessage = z.infer<typeof ReportMessage>;

/** What viewers reported of one line, as the team sees it: how many and why, never who. */
export const Report = z.object({
  message: ChatMessage,
  /** Whether the line was taken away meanwhile. */
  deleted: z.boolean(),
  count: z.int().positive(),
  /** How many gave each reason. */
  reasons: z.partialRecord(ReportReason, z.int().positive()),
  firstAt: Moment,
  lastAt: Moment,
});
export type Report = z.infer<typeof Report>;

/** `resolved`: something was done about the line. `dismissed`: it is fine. */
export const reportOutcomes = ["resolved", "dismissed"] as const;
export const CloseReport = z.strictObject({ outcome: z.enum(reportOutcomes) });
export type CloseReport = z.infer<typeof CloseReport>;

/** Somebody whose lines are seen by themselves and the team alone. They are not told. */
export const ShadowMute = z.object({ person: Person, reason: z.string(), mutedBy: Person, mutedAt: Moment });
export type ShadowMute = z.infer<typeof ShadowMute>;

export const AddShadowMute = z.strictObject({ userId: Id, reason: z.string().trim().max(200).default("") });
export type AddShadowMute = z.infer<typeof AddShadowMute>;

/** The same text came from many new accounts within seconds. */
export const RaidAlert = z.object({
  showId: Id,
  accounts: z.int().positive(),
  sample: z.string(),
  at: Moment,
});
export type RaidAlert = z.infer<typeof RaidAlert>;

/** What the rules of a chat tell those who keep it clean. */
export const reviewEvents = {
  "message:held": HeldMessage,
  /** Somebody approved or rejected it: it waits no more. */
  "message:judged": z.object({ showId: Id, messageId: Id, judgement: z.enum(judgements), by: Person }),
  /** A shadow-muted person said something. */
  "message:shadowed": ChatMessage,
  "report:changed": Report,
  "report:closed": z.object({ messageId: Id }),
  "shadow:changed": z.object({ userId: Id, muted: z.boolean() }),
  "raid:suspected": RaidAlert,
} as const;

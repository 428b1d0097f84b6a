import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Person } from "./people.ts";
import { SaidLine } from "./sanctions.ts";

/** A timeout up to this long, in seconds, is over before anybody could decide about it. */
export const APPEAL_TIMEOUTS_OVER = 3_600;

/** Why somebody may not write, or not come in, as they are told themselves. */
export const Sanction = z.object({
  kind: z.enum(["ban", "timeout"]),
  reason: z.string(),
  at: Moment,
  /** Null: for good. */
  until: Moment.nullable(),
});
export type Sanction = z.infer<typeof Sanction>;

export const AppealStatus = z.enum(["waiting", "upheld", "lifted"]);
export type AppealStatus = z.infer<typeof AppealStatus>;

/** An appeal as its author sees it: who decided is not told. */
export const MyAppeal = z.object({
  text: z.string(),
  at: Moment,
  status: AppealStatus,
  answer: z.string(),
  decidedAt: Moment.nullable(),
});
export type MyAppeal = z.infer<typeof MyAppeal>;

/** How I stand with a shop's team. */
export const MyStanding = z.object({
  sanction: Sanction.nullable(),
  /** Against what stands now, or the last one, when nothing stands any more. */
  appeal: MyAppeal.nullable(),
  mayAppeal: z.boolean(),
});
export type MyStanding = z.infer<typeof MyStanding>;

export const OpenAppeal = z.strictObject({
  text: z.string().trim().min(1, "Please write why.").max(1_000, "An appeal has at most 1,000 characters."),
});
export type OpenAppeal = z.infer<typeof OpenAppeal>;

/** Who may not decide, and why: their own ban, while somebody else on the team could. */
export const Appeal = z.object({
  id: Id,
  /** Stands for the name, which is hidden: "Viewer 7F3A". */
  alias: z.string(),
  sanction: Sanction,
  sanctionedBy: Person,
  /** What they had written last when it happened, newest first. */
  lines: z.array(SaidLine),
  text: z.string(),
  at: Moment,
  status: AppealStatus,
  answer: z.string(),
  decidedBy: Person.nullable(),
  decidedAt: Moment.nullable(),
  /** Whether I may: not over my own decision, unless I am the whole team. */
  mayDecide: z.boolean(),
});
export type Appeal = z.infer<typeof Appeal>;

export const DecideAppeal = z.strictObject({
  verdict: z.enum(["uphold", "lift"]),
  answer: z.string().trim().max(500, "An answer has at most 500 characters.").default(""),
});
export type DecideAppeal = z.infer<typeof DecideAppeal>;

export const AppealDecided = Appeal.extend({ already: z.boolean() });
export type AppealDecided = z.infer<typeof AppealDecided>;

import { z } from "zod";
import { automodRules } from "./automod.ts";
import { Id, Moment } from "./ids.ts";
import { Locale } from "./locale.ts";

/** Minutes after which a rehearsal that nobody ended is taken down. */
export const REHEARSAL_MINUTES = 60;

export const StartRehearsal = z.strictObject({ locale: Locale.default("en") });
export type StartRehearsal = z.infer<typeof StartRehearsal>;

/** What the creator's own page measured while it sent; null where it never did. */
export const Measured = z.strictObject({
  /** Bits in a second, the most that was sent for a while. */
  bitrate: z.int().nonnegative(),
  /** Of the packets, from 0 to 1. */
  loss: z.number().min(0).max(1),
  roundTripMs: z.int().nonnegative(),
});
export type Measured = z.infer<typeof Measured>;

export const FinishRehearsal = z.strictObject({ measured: Measured.nullable().default(null) });
export type FinishRehearsal = z.infer<typeof FinishRehearsal>;

/** What the demo people did so far. */
export const RehearsalTally = z.object({
  viewers: z.int().nonnegative(),
  lines: z.int().nonnegative(),
  /** Purchases begun, by units held. */
  held: z.int().nonnegative(),
  paid: z.int().nonnegative(),
  /** Let go, or run out. */
  lapsed: z.int().nonnegative(),
  /** What the checkout said no with, most often first. */
  refused: z.array(z.string()),
  raid: z.object({
    lines: z.int().nonnegative(),
    stopped: z.int().nonnegative(),
    /** Which rules stopped how many; `chat` are the modes of the chat. */
    by: z.array(z.object({ rule: z.enum([...automodRules, "chat"]), lines: z.int().positive() })),
  }),
});
export type RehearsalTally = z.infer<typeof RehearsalTally>;

/** `ok`; `look`: it may be meant so; `fix`: the show will not work like this. */
export const ReadinessVerdict = z.enum(["ok", "look", "fix"]);
export type ReadinessVerdict = z.infer<typeof ReadinessVerdict>;

const line = <K extends string, F extends z.ZodRawShape>(about: K, figures: F) =>
  z.object({ about: z.literal(about), verdict: ReadinessVerdict, ...figures });

/** One line of the report: what was looked at, how it stands, and the figures behind that. */
export const ReadinessLine = z.discriminatedUnion("about", [
  line("stock", { drops: z.int(), units: z.int(), emptyProducts: z.int() }),
  line("shipping", { zones: z.int(), countries: z.int(), places: z.int() }),
  line("payouts", { state: z.string() }),
  line("connection", { measured: Measured.nullable() }),
  line("turn", { configured: z.boolean() }),
  line("raid", RehearsalTally.shape.raid.shape),
  line("buyers", { held: z.int(), paid: z.int(), lapsed: z.int(), refused: z.array(z.string()) }),
]);
export type ReadinessLine = z.infer<typeof ReadinessLine>;

export const ReadinessReport = z.object({ showId: Id, at: Moment, lines: z.array(ReadinessLine) });
export type ReadinessReport = z.infer<typeof ReadinessReport>;

/** How the rehearsing of a show stands. */
export const Rehearsals = z.object({
  /** The rehearsal that runs: the id of the show that is played. */
  running: z.object({ rehearsalId: Id, startedAt: Moment, tally: RehearsalTally }).nullable(),
  /** Of the last one that was ended. */
  report: ReadinessReport.nullable(),
  /** Whether a program (OBS) ever sent to one. Then a program does not begin the show, only its host does. */
  byProgram: z.boolean(),
});
export type Rehearsals = z.infer<typeof Rehearsals>;

import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Person } from "./people.ts";

/** Who may enter, the shop's team and banned people never: everybody, those who follow the shop, or who bought in it. */
export const giveawayAudiences = ["everyone", "followers", "buyers"] as const;
export const GiveawayAudience = z.enum(giveawayAudiences);
export type GiveawayAudience = z.infer<typeof GiveawayAudience>;

/** `drawing`: nobody can enter any more, and the result is being found. */
export const giveawayStatuses = ["open", "drawing", "drawn", "cancelled"] as const;
export const GiveawayStatus = z.enum(giveawayStatuses);
export type GiveawayStatus = z.infer<typeof GiveawayStatus>;

export const MAX_WINNERS = 10;

/** 32 bytes as 64 lower-case hex digits: a seed, or a SHA-256. */
export const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
/** Whom a draw is about, without saying who: a random UUID's 32 lower-case hex digits, made for one entry. */
export const EntrantId = z.string().regex(/^[0-9a-f]{32}$/);
export type EntrantId = z.infer<typeof EntrantId>;

export const Winner = z.object({ person: Person, entrantId: EntrantId });
export type Winner = z.infer<typeof Winner>;

export const Giveaway = z.object({
  id: Id,
  showId: Id,
  /** What is given away. */
  prize: z.string(),
  audience: GiveawayAudience,
  winnersWanted: z.int().min(1).max(MAX_WINNERS),
  status: GiveawayStatus,
  /** SHA-256 of the secret seed, published before anybody enters. */
  commit: Hex32,
  entries: z.int().nonnegative(),
  openedAt: Moment,
  /** When it is drawn by itself; null for by hand. */
  closesAt: Moment.nullable(),
  /** There once it is drawn. */
  result: z
    .object({
      seed: Hex32,
      drawnAt: Moment,
      winners: z.array(Winner),
      /** Winners who were passed over afterwards; the next in the order took their place. */
      passedOver: z.array(EntrantId),
    })
    .nullable(),
});
export type Giveaway = z.infer<typeof Giveaway>;

export const OpenGiveaway = z.strictObject({
  prize: z
    .string()
    .trim()
    .min(1, "Please say what is given away.")
    .max(100, "A prize has at most 100 characters."),
  audience: GiveawayAudience,
  winnersWanted: z.int().min(1).max(MAX_WINNERS).default(1),
  /** Seconds until it is drawn by itself; null for by hand. */
  seconds: z.int().min(10).max(3_600).nullable().default(null),
});
export type OpenGiveaway = z.infer<typeof OpenGiveaway>;

export const EnterGiveaway = z.strictObject({ showId: Id, giveawayId: Id });
export type EnterGiveaway = z.infer<typeof EnterGiveaway>;

const Reason = z.string().trim().min(1, "Please say why.").max(200, "Please keep this under 200 characters.");
export const CancelGiveaway = z.strictObject({ reason: Reason });
export type CancelGiveaway = z.infer<typeof CancelGiveaway>;
export const RedrawWinner = z.strictObject({ entrantId: EntrantId, reason: Reason });
export type RedrawWinner = z.infer<typeof RedrawWinner>;

/** All that is needed to check a draw, by anybody. How: docs/decisions/0014-a-draw-that-anybody-can-check.md */
export const DrawProof = z.object({
  /** What the draw is about; part of what is hashed, so that no draw says anything of another. */
  drawId: Id,
  commit: Hex32,
  seed: Hex32,
  /** Everybody who took part, sorted. */
  entrants: z.array(EntrantId),
  winners: z.array(EntrantId),
  passedOver: z.array(EntrantId),
});
export type DrawProof = z.infer<typeof DrawProof>;

export const GiveawayEntries = z.object({ giveawayId: Id, entries: z.int().nonnegative() });

/** Told to a person who won. */
export const GiveawayWin = z.object({ showId: Id, giveawayId: Id, prize: z.string() });
export type GiveawayWin = z.infer<typeof GiveawayWin>;

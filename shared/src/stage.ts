import { z } from "zod";
import { Id } from "./ids.ts";
import { PictureRef } from "./media/sources.ts";
import { Person } from "./people.ts";

/**
 * How a show's pictures lie beside one another. `solo`: the featured one alone. `inset`: the featured one fills, the
 * others are small in its corner. `beside`: the featured one is large, the others stand in a row next to it. `grid`: all
 * are of one size, the featured one first.
 */
export const stageLayouts = ["solo", "inset", "beside", "grid"] as const;
export const StageLayout = z.enum(stageLayouts);
export type StageLayout = z.infer<typeof StageLayout>;

export const guestStatuses = ["invited", "on-stage"] as const;
export const GuestStatus = z.enum(guestStatuses);
export type GuestStatus = z.infer<typeof GuestStatus>;

/** Which status may follow which; `gone` is not kept: who declined, left or was removed can be invited again. */
export const guestMoves = {
  invited: ["on-stage", "gone"],
  "on-stage": ["gone"],
} as const satisfies Record<GuestStatus, readonly (GuestStatus | "gone")[]>;

/**
 * Guests of a show, invited ones included. Each sends up to two pictures; with the host's two a phone shows ten small
 * ones at most, and each viewer's line carries them all.
 */
export const MAX_GUESTS = 4;

/** Somebody whom the host brings on stage. */
export const Guest = z.object({
  person: Person,
  status: GuestStatus,
  /** Their microphone is off, by the host or by themselves; only they turn it on again. */
  muted: z.boolean(),
  invitedBy: Person,
});
export type Guest = z.infer<typeof Guest>;

/** Whose pictures make the show, and how they are shown to everybody. */
export const Stage = z.object({
  /** Grows with each change: of two, the greater one is newer, in whatever order they arrive. */
  revision: z.int().nonnegative(),
  layout: StageLayout,
  /** The large picture; null for the host's camera, which stands in whenever this one is not sent. */
  featured: PictureRef.nullable(),
  guests: z.array(Guest).max(MAX_GUESTS),
});
export type Stage = z.infer<typeof Stage>;

/** What is not said stays as it is. */
export const ArrangeStage = z.strictObject({
  layout: StageLayout.optional(),
  featured: PictureRef.nullable().optional(),
});
export type ArrangeStage = z.infer<typeof ArrangeStage>;

/** Told to a person whom a host invites. */
export const StageInvitation = z.object({ showId: Id, title: z.string(), invitedBy: Person });
export type StageInvitation = z.infer<typeof StageInvitation>;

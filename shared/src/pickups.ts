import { z } from "zod";
import { Id, Moment } from "./ids.ts";

/**
 * What a buyer shows to fetch an order: its number and eight letters and digits that only the server can make, such as
 * `K7QF-2M9X-8HRD-V4TC`. As people type it: in any case, with or without dashes.
 */
export const PickupCodeText = z
  .string()
  .transform((text) =>
    text
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, "")
      .replace(/^(.{4})(.{4})(.{4})(.{4})$/, "$1-$2-$3-$4"),
  )
  .pipe(
    z
      .string()
      .regex(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/, "A pickup code has sixteen letters and digits."),
  );

export const PickupCode = z.object({
  code: z.string(),
  /** What the QR code holds: the team's page for pickups with the code in its fragment. */
  url: z.url(),
});
export type PickupCode = z.infer<typeof PickupCode>;

export const PresentPickupCode = z.strictObject({ code: PickupCodeText });
export type PresentPickupCode = z.infer<typeof PresentPickupCode>;

/** What is handed over for a code. */
export const Handover = z.object({
  orderId: Id,
  number: z.string(),
  buyerName: z.string(),
  lines: z.array(
    z.object({
      lineId: Id,
      title: z.string(),
      variantName: z.string(),
      imageUrl: z.string().nullable(),
      quantity: z.int().positive(),
    }),
  ),
  /** Who handed it over and when; null while it can still be handed over. */
  collected: z.object({ at: Moment, by: z.string() }).nullable(),
});
export type Handover = z.infer<typeof Handover>;

import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { RunOfShow } from "./run-of-show.ts";
import { Show } from "./shows.ts";

/** Seconds that a pairing code lives: time to take a phone out and scan, none to pass it on. */
export const PAIRING_SECONDS = 120;
/** Hours after which a second screen ends by itself, whatever its show does. */
export const SCREEN_HOURS = 12;

/** 128 bits in base64url: nobody guesses it in two minutes. */
export const PairingCode = z.string().regex(/^[\w-]{22}$/, "This is not a pairing code.");

/** What the studio shows as a QR code; the code is told once and only its fingerprint is kept. */
export const Pairing = z.object({ code: PairingCode, expiresAt: Moment });
export type Pairing = z.infer<typeof Pairing>;

/** A helper's screen, as the studio lists it. */
export const PairedScreen = z.object({
  id: Id,
  /** What a person recognises it by, such as "Safari, iPad". */
  device: z.string(),
  pairedAt: Moment,
  seenAt: Moment,
});
export type PairedScreen = z.infer<typeof PairedScreen>;

/** Everything a helper's screen may see beyond what every viewer sees: its show's run of show. */
export const ScreenView = z.object({ screen: PairedScreen, show: Show, run: RunOfShow });
export type ScreenView = z.infer<typeof ScreenView>;

/** What is told to paired screens alone. */
export const ScreenNews = z.discriminatedUnion("event", [
  z.object({ event: z.literal("run:changed"), showId: Id, revision: z.int().nonnegative() }),
  /** It was taken off: nothing more comes. */
  z.object({ event: z.literal("ended") }),
]);
export type ScreenNews = z.infer<typeof ScreenNews>;

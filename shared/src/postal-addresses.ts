import { z } from "zod";

const line = (most: number) => z.string().trim().max(most, `At most ${most} characters, please.`);

/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/, "Please choose a country.");
export type Country = z.infer<typeof Country>;

/** Where a parcel goes, as it was kept: checks that come later do not make an old one unreadable. */
export const PostalAddress = z.strictObject({
  name: line(80).min(1, "Please enter the recipient's name."),
  phone: line(24).min(1, "Please enter a phone number for the delivery."),
  country: Country,
  /** Empty where a country has none. */
  postalCode: line(12).default(""),
  /** State, province or prefecture. */
  region: line(60).default(""),
  /** Empty in Korea, where the road address begins with it. */
  city: line(60).default(""),
  /** Street and number; in Korea the whole road address. */
  line1: line(120).min(1, "Please enter the street and number."),
  /** Flat, floor, company; in Korea the detail address. */
  line2: line(120).default(""),
});
export type PostalAddress = z.infer<typeof PostalAddress>;

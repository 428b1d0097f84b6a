import { z } from "zod";
import { Id } from "./ids.ts";
import { Amount, Currency } from "./money.ts";
import { Country } from "./postal-addresses.ts";

const name = (most: number, missing: string) =>
  z.string().trim().min(1, missing).max(most, `At most ${most} characters, please.`);

/** More than any creator sets up; keeps the settings one small document. */
export const MAX_ZONES = 30;
export const MAX_RATES = 10;
export const MAX_PLACES = 20;

const rate = {
  /** As buyers read it: "Standard, 2 to 3 days". */
  name: name(60, "Please name the rate."),
  currency: Currency,
  /** For the first unit, in minor units of the currency. */
  first: Amount,
  /** For each further unit. */
  extra: Amount.default(0),
  /** Orders worth at least this much are sent free of charge; null: none is. */
  freeOver: Amount.nullable().default(null),
} as const;

/** A way of sending, and what it costs. */
export const ShippingRate = z.object({ id: Id, ...rate });
export type ShippingRate = z.infer<typeof ShippingRate>;

/** Countries that parcels go to at the same rates. */
export const ShippingZone = z.object({
  id: Id,
  name: z.string(),
  /** Empty: every country that no other zone has. */
  countries: z.array(Country),
  rates: z.array(ShippingRate).min(1),
});
export type ShippingZone = z.infer<typeof ShippingZone>;

const place = {
  name: name(60, "Please name the place."),
  country: Country,
  address: name(200, "Please enter the address."),
  /** When it can be picked up, in words. */
  hours: z.string().trim().max(200, "At most 200 characters, please.").default(""),
} as const;

/** Where buyers can pick their orders up. */
export const PickupPlace = z.object({ id: Id, ...place });
export type PickupPlace = z.infer<typeof PickupPlace>;

export const ShippingSettings = z.object({
  /** None: everything is sent everywhere, free of charge. */
  zones: z.array(ShippingZone),
  places: z.array(PickupPlace),
  /** Hours within which a buyer's orders travel together outside of a show; those of one show always do. 0: only those. */
  bundleHours: z.int().min(0).max(72),
});
export type ShippingSettings = z.infer<typeof ShippingSettings>;

/** Replaces the zones. What has an id stays the same zone or rate; what has none is new. */
export const SetShipping = z.strictObject({
  zones: z
    .array(
      z.strictObject({
        id: Id.optional(),
        name: name(60, "Please name the zone."),
        countries: z.array(Country).max(250),
        rates: z
          .array(z.strictObject({ id: Id.optional(), ...rate }))
          .min(1, "A zone needs at least one rate.")
          .max(MAX_RATES, `A zone has at most ${MAX_RATES} rates.`),
      }),
    )
    .max(MAX_ZONES, `A shop has at most ${MAX_ZONES} zones.`)
    .superRefine((zones, check) => {
      const taken = new Set<string>();
      // An empty list is a country of its own: everywhere else.
      for (const [index, { countries }] of zones.entries())
        for (const country of countries.length > 0 ? countries : [""]) {
          if (taken.has(country))
            check.addIssue({
              code: "custom",
              path: [index, "countries"],
              message: country
                ? "One of these countries is in another zone already."
                : "Only one zone can be for all other countries.",
            });
          taken.add(country);
        }
    }),
  bundleHours: z.int("Please enter whole hours.").min(0).max(72, "At most 72 hours, please."),
});
export type SetShipping = z.infer<typeof SetShipping>;

/** Replaces the pickup places. What has an id stays the same place. */
export const SetPickupPlaces = z.strictObject({
  places: z
    .array(z.strictObject({ id: Id.optional(), ...place }))
    .max(MAX_PLACES, `A shop has at most ${MAX_PLACES} places.`),
});
export type SetPickupPlaces = z.infer<typeof SetPickupPlaces>;

import type Stripe from "stripe";
import type { z } from "zod";
import type { address, metadata, shipping } from "./params.ts";

/** An address as Stripe answers it: every field there, null where nothing was given. */
export function toAddress(given: z.infer<typeof address>): Stripe.Address {
  return {
    city: given.city ?? null,
    country: given.country ?? null,
    line1: given.line1 ?? null,
    line2: given.line2 ?? null,
    postal_code: given.postal_code ?? null,
    state: given.state ?? null,
  };
}

export function toShipping(given: z.infer<typeof shipping>) {
  return {
    address: toAddress(given.address),
    carrier: given.carrier ?? null,
    name: given.name,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}

/** Given keys replace, empty values remove, `""` for the whole removes all; the rest stays. */
export function mergeMetadata(
  current: Stripe.Metadata,
  given: z.infer<typeof metadata> | undefined,
): Stripe.Metadata {
  if (given === undefined) return current;
  if (given === null) return {};
  const merged = Object.entries({ ...current, ...given });
  return Object.fromEntries(merged.filter(([, value]) => value !== ""));
}

import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Person, ShopRole } from "./people.ts";

export const Handle = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9_-]{1,28}[a-z0-9]$/, "A handle has 3 to 30 letters, digits, - or _.");

export const ShopName = z
  .string()
  .trim()
  .min(1, "Please name your shop.")
  .max(60, "A shop's name has at most 60 characters.");
const About = z.string().trim().max(1000, "Please keep this under 1,000 characters.");

/** A shop in a line, wherever something of it is shown. */
export const ShopCard = z.object({
  id: Id,
  handle: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
});
export type ShopCard = z.infer<typeof ShopCard>;

export const Shop = ShopCard.extend({ about: z.string(), createdAt: Moment });
export type Shop = z.infer<typeof Shop>;

export const OpenShop = z.strictObject({ handle: Handle, name: ShopName, about: About.default("") });
export type OpenShop = z.infer<typeof OpenShop>;

export const EditShop = z.strictObject({
  name: ShopName.optional(),
  about: About.optional(),
  /** An image that was uploaded for this shop; null removes it. */
  avatarImageId: Id.nullable().optional(),
});
export type EditShop = z.infer<typeof EditShop>;

export const Member = z.object({ person: Person, email: z.string(), role: ShopRole });
export type Member = z.infer<typeof Member>;

import { z } from "zod";

/**
 * What shows and products are about: a short, fixed list, so that the chips on the home page fit a phone and everybody
 * chooses from the same words.
 */
export const categories = [
  "fashion",
  "beauty",
  "jewelry",
  "home",
  "crafts",
  "food",
  "art",
  "collectibles",
  "electronics",
  "kids",
] as const;
export const Category = z.enum(categories);
export type Category = z.infer<typeof Category>;

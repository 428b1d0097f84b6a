import type { Occasion } from "./lines.ts";

/** Something that happened in the show and may be spoken of. */
export type News = {
  occasion: Exclude<Occasion, "bought">;
  product: string;
  variant: string;
  count: number;
};

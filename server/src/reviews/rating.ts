import { type Distribution, MAX_STARS, MIN_STARS, type Rating } from "@showdrop/shared";
import type { DbSession } from "../kit/mongo.ts";
import type { ReviewStore } from "./reviews.store.ts";

/** What so many stars come to; the average is rounded to one decimal, as it is shown. */
export const ratingOf = (stars: readonly number[]): Rating => {
  const sum = stars.reduce((total, each) => total + each, 0);
  return {
    count: stars.length,
    average: stars.length === 0 ? null : Math.round((sum / stars.length) * 10) / 10,
  };
};

/** How many gave one star, two, and so on. */
export const distributionOf = (stars: readonly number[]): Distribution => {
  const counts: Distribution = [0, 0, 0, 0, 0];
  for (const each of stars)
    if (each >= MIN_STARS && each <= MAX_STARS) counts[each - 1] = (counts[each - 1] ?? 0) + 1;
  return counts;
};

export interface RecountDeps {
  reviews: Pick<ReviewStore, "starsOf">;
  setRating(productId: string, rating: Rating, session: DbSession): Promise<void>;
}

/** Counts a product's reviews anew, in the transaction that changes one of them: the two are never apart. */
export const recountRating = async (
  { reviews, setRating }: RecountDeps,
  productId: string,
  session: DbSession,
): Promise<void> => setRating(productId, ratingOf(await reviews.starsOf(productId, session)), session);

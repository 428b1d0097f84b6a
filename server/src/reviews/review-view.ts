import type { MyReview, ProductReview } from "@showdrop/shared";
import type { ReviewRecord } from "./reviews.store.ts";

export interface ReviewViewDeps {
  people(ids: readonly string[]): Promise<ReadonlyMap<string, { displayName: string }>>;
  showTitles(ids: readonly string[]): Promise<ReadonlyMap<string, { title: string }>>;
}

/** Reviews as everybody may see them: the author's name only where they want it there. */
export const viewReviews = async (
  { people, showTitles }: ReviewViewDeps,
  records: readonly ReviewRecord[],
): Promise<ProductReview[]> => {
  const [named, shows] = await Promise.all([
    people(records.filter((record) => record.named).map(({ authorId }) => authorId)),
    showTitles(records.flatMap(({ showId }) => showId ?? [])),
  ]);
  return records.map((record) => {
    const { id, productId, stars, text, photos, variantName, helpful, showId, answer } = record;
    const show = showId === null ? undefined : shows.get(showId);
    return {
      ...{ id, productId, stars, text, photos, variantName, helpful },
      author: record.named ? (named.get(record.authorId)?.displayName ?? null) : null,
      boughtIn: show && showId !== null ? { showId, title: show.title } : null,
      answer: answer && { text: answer.text, at: answer.at.toISOString() },
      createdAt: record.createdAt.toISOString(),
      editedAt: record.editedAt?.toISOString() ?? null,
    };
  });
};

/** A review as its author sees it. */
export const viewMyReview = async (deps: ReviewViewDeps, record: ReviewRecord): Promise<MyReview> => {
  const [view] = await viewReviews(deps, [record]);
  if (!view) throw new Error("one review has one view");
  return { ...view, named: record.named, hidden: record.hidden };
};

import {
  catalogRoutes,
  type ProductReview,
  productReviewRoutes,
  Refusal,
  type ReviewOrder,
  type ReviewPage,
  shopRoutes,
} from "@showdrop/shared";
import { type QueryClient, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { call, keyOf } from "../../lib/api.ts";

/** Reviews that are loaded at once: as many as somebody reads before deciding. */
const PAGE = 10;

const keyOfReviews = (productId: string) => [...keyOf(productReviewRoutes.listReviews), productId];

/** A product's reviews in an order, which grow on demand; what stands above them is the newest page's. */
export const useReviews = (productId: string, order: ReviewOrder, who: string | undefined) => {
  const pages = useInfiniteQuery({
    queryKey: [...keyOfReviews(productId), order, who ?? null],
    queryFn: async ({ pageParam: skip, signal }): Promise<ReviewPage> => {
      const query = { order, skip, limit: PAGE };
      const result = await call(
        productReviewRoutes.listReviews,
        { params: { productId }, query },
        { signal },
      );
      if (!result.ok) throw result.error;
      return result.data;
    },
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.more ? all.length * PAGE : undefined),
    placeholderData: (before) => before,
  });
  const found = pages.data?.pages ?? [];
  // Somebody may write one while a page is read: what moved to the next page is shown once.
  const items = new Map<string, ProductReview>(
    found.flatMap((page) => page.items).map((item) => [item.id, item]),
  );
  return {
    head: found[0],
    items: [...items.values()],
    foundHelpful: new Set(found.flatMap((page) => page.foundHelpful)),
    refusal: pages.error ? Refusal.parse(pages.error) : null,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    loadingMore: pages.isFetchingNextPage,
    retry: pages.refetch,
  };
};

/** Asks anew for a product's reviews, and for the pages that show their average. */
const refresh = async (client: QueryClient, productId: string): Promise<void> => {
  await Promise.all([
    client.invalidateQueries({ queryKey: keyOfReviews(productId) }),
    client.invalidateQueries({ queryKey: keyOf(catalogRoutes.readProduct, { params: { productId } }) }),
    client.invalidateQueries({ queryKey: keyOf(shopRoutes.readShopPage) }),
  ]);
};

export const useRefreshReviews = (productId: string): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => refresh(client, productId);
};

import { type Distribution, type Product, type ReviewOrder, reviewOrders } from "@showdrop/shared";
import { useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { Button, Field, RetryNotice, Select, Skeleton } from "../../ui/index.ts";
import { AnswerForm } from "./answer-form.tsx";
import { MyReview } from "./my-review.tsx";
import { ReviewActs, ReviewBody } from "./review-item.tsx";
import { Stars } from "./stars.tsx";
import { useReviews } from "./use-reviews.ts";

const Summary = ({ rating, distribution }: { rating: Product["rating"]; distribution: Distribution }) => {
  const t = useTexts("reviews");
  const shop = useTexts("shop");
  const { locale } = useLanguage();
  if (rating.average === null) return null;
  const average = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(rating.average);
  return (
    <div className="flex flex-wrap items-center gap-x-10 gap-y-4">
      <div className="flex flex-col gap-1">
        <span aria-hidden className="text-5xl leading-none font-bold tracking-tight tabular-nums">
          {average}
        </span>
        <Stars value={rating.average} size={20} />
        <span className="text-sm text-muted">{shop("product.reviews", { count: rating.count })}</span>
      </div>
      <ul aria-label={t("spread")} className="flex w-full max-w-xs flex-col gap-1.5">
        {distribution
          .map((count, index) => ({ count, stars: index + 1 }))
          .toReversed()
          .map(({ count, stars }) => (
            <li key={stars} className="flex items-center gap-3 text-sm tabular-nums">
              <span className="sr-only">{t("spreadRow", { stars, count })}</span>
              <span aria-hidden className="w-3 text-muted">
                {stars}
              </span>
              <span aria-hidden className="h-2 grow overflow-hidden rounded-full bg-raised">
                <span
                  className="block h-full rounded-full bg-warn"
                  style={{ width: `${(count / Math.max(1, rating.count)) * 100}%` }}
                />
              </span>
              <span aria-hidden className="w-8 text-right text-muted">
                {new Intl.NumberFormat(locale).format(count)}
              </span>
            </li>
          ))}
      </ul>
    </div>
  );
};

/** What those who bought a product say of it. */
export const ReviewsSection = ({ product, shopName }: { product: Product; shopName: string }) => {
  const t = useTexts("reviews");
  const { me } = useMe();
  const [order, setOrder] = useState<ReviewOrder>("newest");
  const { head, items, foundHelpful, refusal, more, loadingMore, retry } = useReviews(
    product.id,
    order,
    me?.id,
  );
  const others = items.filter(({ id }) => id !== head?.mine?.id);
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="flex min-h-64 flex-col gap-6">
      <h2 id="reviews-title" className="text-xl font-bold tracking-tight">
        {t("title")}
      </h2>
      {refusal && !head && <RetryNotice refusal={refusal} onRetry={retry} />}
      {!refusal && !head && <Skeleton className="h-40 w-full max-w-xl" />}
      {head && (
        <>
          <Summary rating={product.rating} distribution={head.distribution} />
          <MyReview productId={product.id} shopName={shopName} mine={head.mine} right={head.right} />
          {product.rating.count === 0 && !head.mine && <p className="text-muted">{t("none")}</p>}
          {others.length > 1 && (
            <div className="w-56">
              <Field label={t("order")}>
                <Select
                  value={order}
                  onChange={setOrder}
                  options={reviewOrders.map((value) => ({ value, label: t(`orders.${value}`) }))}
                />
              </Field>
            </div>
          )}
          <ul className="flex flex-col divide-y divide-line">
            {others.map((review) => (
              <li key={review.id} className="py-5 first:pt-0">
                <ReviewBody review={review} shopName={shopName}>
                  <ReviewActs review={review} helped={foundHelpful.has(review.id)} signedIn={me !== null} />
                  {head.answers && review.answer === null && (
                    <AnswerForm reviewId={review.id} productId={product.id} />
                  )}
                </ReviewBody>
              </li>
            ))}
          </ul>
          {more && (
            <Button busy={loadingMore} onClick={more} className="self-start">
              {t("more")}
            </Button>
          )}
        </>
      )}
    </section>
  );
};

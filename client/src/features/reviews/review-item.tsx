import { type ProductReview, productReviewRoutes } from "@showdrop/shared";
import { BadgeCheck, Flag, Radio, ThumbsUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { Button, Picture, useToast } from "../../ui/index.ts";
import { PhotoViewer } from "./photo-viewer.tsx";
import { ReportReview } from "./report-review.tsx";
import { Stars } from "./stars.tsx";
import { useRefreshReviews } from "./use-reviews.ts";

/** What a review says: stars, who and where, text, photos, and the shop's answer. */
export const ReviewBody = ({
  review,
  shopName,
  children,
}: {
  review: ProductReview;
  shopName: string;
  /** What can be done with it. */
  children?: ReactNode;
}) => {
  const t = useTexts("reviews");
  const now = useNow();
  const { date, relative } = useDates();
  const [shown, setShown] = useState<number | null>(null);
  const { stars, author, text, photos, boughtIn, variantName, answer, createdAt, editedAt } = review;
  return (
    <article className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Stars value={stars} size={18} />
        <span className="font-semibold">{author ?? t("anonymous")}</span>
        {author !== null && (
          <span className="inline-flex items-center gap-1 text-sm text-success">
            <BadgeCheck size={16} aria-hidden />
            {t("verified")}
          </span>
        )}
        <span className="text-sm text-muted">
          <time dateTime={createdAt}>{date(createdAt)}</time>
          {editedAt && ` · ${t("edited", { when: relative(editedAt, now) })}`}
        </span>
      </header>
      {text && <p className="max-w-prose leading-relaxed whitespace-pre-line">{text}</p>}
      {photos.length > 0 && (
        <ul aria-label={t("photos")} className="flex flex-wrap gap-2">
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <button
                type="button"
                aria-label={t("photo", { number: index + 1 })}
                onClick={() => setShown(index)}
                className="block size-24 overflow-hidden rounded-md bg-raised"
              >
                <Picture {...photo} alt="" sizes="96px" className="size-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PhotoViewer photos={photos} shown={shown} onShow={setShown} title={t("photos")} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <span>{t("variant", { name: variantName })}</span>
        {boughtIn && (
          <Link
            to={`/shows/${boughtIn.showId}`}
            className="inline-flex min-h-6 items-center gap-1.5 underline-offset-2 hover:underline"
          >
            <Radio size={14} aria-hidden className="text-accent-text" />
            {t("boughtIn", { title: boughtIn.title })}
          </Link>
        )}
      </p>
      {answer && (
        <div className="rounded-md border-l-2 border-accent bg-raised px-4 py-3">
          <p className="text-sm font-semibold">
            {t("answer.of", { shop: shopName })}{" "}
            <time dateTime={answer.at} className="font-normal text-muted">
              {date(answer.at)}
            </time>
          </p>
          <p className="mt-1 whitespace-pre-line">{answer.text}</p>
        </div>
      )}
      {children}
    </article>
  );
};

/** What a reader can say of a review: that it helped, and that something is not right. */
export const ReviewActs = ({
  review,
  helped,
  signedIn,
}: {
  review: ProductReview;
  helped: boolean;
  signedIn: boolean;
}) => {
  const t = useTexts("reviews");
  const toast = useToast();
  const send = useSend(productReviewRoutes.findReviewHelpful);
  const refresh = useRefreshReviews(review.productId);
  const [reporting, setReporting] = useState(false);
  const mark = () =>
    send.mutate(
      { params: { reviewId: review.id }, body: { helpful: !helped } },
      { onSuccess: () => void refresh(), onError: toast.refusal },
    );
  const count = review.helpful > 0 && (
    <span className="text-sm text-muted">{t("helpfulCount", { count: review.helpful })}</span>
  );
  if (!signedIn) return count || null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        size="sm"
        aria-pressed={helped}
        busy={send.isPending}
        icon={<ThumbsUp size={16} aria-hidden fill={helped ? "currentColor" : "none"} />}
        onClick={mark}
      >
        {t("helpful")}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        icon={<Flag size={16} aria-hidden />}
        onClick={() => setReporting(true)}
      >
        {t("report.open")}
      </Button>
      {count}
      {reporting && <ReportReview reviewId={review.id} onClose={() => setReporting(false)} />}
    </div>
  );
};

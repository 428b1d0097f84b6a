import { productReviewRoutes, type ReviewCase } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  Button,
  Card,
  Field,
  Loading,
  RefusalNotice,
  RetryNotice,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { ReviewBody } from "./review-item.tsx";

const Case = ({ item }: { item: ReviewCase }) => {
  const t = useTexts("reviews");
  const rules = useTexts("rules");
  const toast = useToast();
  const client = useQueryClient();
  const send = useSend(productReviewRoutes.judgeReview);
  const [reason, setReason] = useState("");
  const { review, product, count, reasons, hidden } = item;
  const judge = (verdict: "hide" | "keep") =>
    send.mutate(
      { params: { reviewId: review.id }, body: { verdict, reason } },
      {
        onSuccess: async () => {
          toast.success(t("cases.done"));
          await client.invalidateQueries({ queryKey: keyOf(productReviewRoutes.listReviewCases) });
        },
      },
    );
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-wrap items-center gap-2">
        <Link to={`/products/${product.id}`} className="mr-auto font-semibold hover:underline">
          {product.title}
        </Link>
        {count > 0 && <Badge tone="warn">{t("cases.reported", { count })}</Badge>}
        {Object.keys(reasons).map((each) => (
          <Badge key={each}>{rules(`reports.reason.${each as keyof typeof reasons}`)}</Badge>
        ))}
        {hidden !== null && <Badge tone="danger">{t("cases.hidden", { reason: hidden })}</Badge>}
      </div>
      <ReviewBody review={review} shopName={product.title} />
      <Field label={t("cases.reason")}>
        <TextInput value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
      <RefusalNotice refusal={send.error} />
      <div className="flex flex-wrap gap-2">
        {hidden === null && (
          <Button variant="danger" busy={send.isPending} onClick={() => judge("hide")}>
            {t("cases.hide")}
          </Button>
        )}
        <Button busy={send.isPending} onClick={() => judge("keep")}>
          {t("cases.keep")}
        </Button>
      </div>
    </Card>
  );
};

/** For those who run the platform: reviews that readers reported, and those that are hidden. */
export const ReviewCasesPage = () => {
  const t = useTexts("reviews");
  const { data, error, refetch } = useAnswer(productReviewRoutes.listReviewCases, {});
  usePageTitle(t("cases.title"));
  if (error && !data) return <RetryNotice refusal={error} onRetry={refetch} />;
  if (!data) return <Loading />;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{t("cases.title")}</h1>
        <p className="mt-1 text-muted">{t("cases.text")}</p>
      </div>
      {data.items.length === 0 && <p className="text-muted">{t("cases.none")}</p>}
      {data.items.map((item) => (
        <Case key={item.review.id} item={item} />
      ))}
    </div>
  );
};

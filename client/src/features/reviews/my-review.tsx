import { type MyReview as Mine, productReviewRoutes, type ReviewRight } from "@showdrop/shared";
import { useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { Button, ButtonLink, Card, ConfirmDialog, Notice, useToast } from "../../ui/index.ts";
import { ReviewDialog } from "./review-dialog.tsx";
import { ReviewBody } from "./review-item.tsx";
import { useRefreshReviews } from "./use-reviews.ts";

const Delete = ({ productId, onClose }: { productId: string; onClose: () => void }) => {
  const t = useTexts("reviews");
  const toast = useToast();
  const send = useSend(productReviewRoutes.deleteReview);
  const refresh = useRefreshReviews(productId);
  const remove = () =>
    send.mutate(
      { params: { productId } },
      {
        onSuccess: async () => {
          onClose();
          await refresh();
          toast.success(t("write.deleted"));
        },
      },
    );
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={remove}
      title={t("delete.title")}
      confirm={t("delete.confirm")}
      busy={send.isPending}
      refusal={send.error}
    >
      {t("delete.text")}
    </ConfirmDialog>
  );
};

/** The viewer's own part: their review, a way to write one, or why they cannot. */
export const MyReview = ({
  productId,
  shopName,
  mine,
  right,
}: {
  productId: string;
  shopName: string;
  mine: Mine | null;
  right: ReviewRight;
}) => {
  const t = useTexts("reviews");
  const { me } = useMe();
  const { pathname } = useLocation();
  const [search, setSearch] = useSearchParams();
  // An invitation in an order leads straight to the form.
  const writing = search.get("review") === "write" && right === "may";
  const write = (open: boolean) => setSearch(open ? { review: "write" } : {}, { replace: true });
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      {mine && (
        <Card className="flex flex-col gap-4 p-5">
          <h3 className="text-sm font-semibold text-muted">{t("mine")}</h3>
          {mine.hidden !== null && <Notice tone="warn">{t("hidden", { reason: mine.hidden })}</Notice>}
          <ReviewBody review={mine} shopName={shopName} />
          <div className="flex flex-wrap gap-2">
            {right === "may" && <Button onClick={() => write(true)}>{t("write.edit")}</Button>}
            <Button variant="danger" onClick={() => setDeleting(true)}>
              {t("write.delete")}
            </Button>
          </div>
        </Card>
      )}
      {!mine && right === "may" && (
        <Button variant="primary" className="self-start" onClick={() => write(true)}>
          {t("write.open")}
        </Button>
      )}
      {!mine && right === "sign_in" && (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted">{t("why.sign_in")}</p>
          <ButtonLink to={signInPath(pathname)} size="sm">
            {t("write.open")}
          </ButtonLink>
        </div>
      )}
      {!mine && right !== "may" && right !== "sign_in" && <p className="text-muted">{t(`why.${right}`)}</p>}
      {writing && (
        <ReviewDialog
          productId={productId}
          before={mine}
          named={me?.namedWhenBuying ?? false}
          onClose={() => write(false)}
        />
      )}
      {deleting && <Delete productId={productId} onClose={() => setDeleting(false)} />}
    </>
  );
};

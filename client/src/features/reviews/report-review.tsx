import { productReviewRoutes, type ReportReason } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";
import { ReasonDialog } from "../rules/report-dialog.tsx";

/** Asks what is wrong with a review, and tells those who run the platform. */
export const ReportReview = ({ reviewId, onClose }: { reviewId: string; onClose: () => void }) => {
  const t = useTexts("reviews");
  const toast = useToast();
  const send = useSend(productReviewRoutes.reportReview);
  const report = (reason: ReportReason) =>
    send.mutate(
      { params: { reviewId }, body: { reason } },
      {
        onSuccess: () => {
          toast.success(t("report.thanks"));
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      open
      onClose={onClose}
      title={t("report.title")}
      onReport={report}
      busy={send.isPending}
      refusal={send.error}
    >
      {t("report.text")}
    </ReasonDialog>
  );
};

import { productReviewRoutes, type ReportReason, reportReasons } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { ConfirmDialog, Field, Select, useToast } from "../../ui/index.ts";

/** Asks what is wrong with a review, and tells those who run the platform. */
export const ReportReview = ({ reviewId, onClose }: { reviewId: string; onClose: () => void }) => {
  const t = useTexts("reviews");
  const rules = useTexts("rules");
  const toast = useToast();
  const send = useSend(productReviewRoutes.reportReview);
  const [reason, setReason] = useState<ReportReason>("spam");
  const report = () =>
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
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={report}
      title={t("report.title")}
      confirm={t("report.send")}
      busy={send.isPending}
      refusal={send.error}
    >
      <p className="mb-3">{t("report.text")}</p>
      <Field label={t("report.reason")}>
        <Select
          value={reason}
          onChange={setReason}
          options={reportReasons.map((value) => ({ value, label: rules(`reports.reason.${value}`) }))}
        />
      </Field>
    </ConfirmDialog>
  );
};

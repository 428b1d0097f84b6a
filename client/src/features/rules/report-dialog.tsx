import { type ChatMessage, type ReportReason, reportReasons, reviewRoutes } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { ConfirmDialog, Field, Select, useToast } from "../../ui/index.ts";

interface ReportDialogProps {
  /** What is about to be reported; null while nothing is. */
  message: ChatMessage | null;
  onClose: () => void;
}

/** Asks what is wrong with a message, and tells the team. */
export const ReportDialog = ({ message, onClose }: ReportDialogProps) => {
  const t = useTexts("rules");
  const toast = useToast();
  const send = useSend(reviewRoutes.reportMessage);
  const [reason, setReason] = useState<ReportReason>("spam");
  const report = () => {
    if (!message) return;
    send.mutate(
      { params: { showId: message.showId, messageId: message.id }, body: { reason } },
      {
        onSuccess: () => {
          toast.success(t("report.thanks"));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      open={message !== null}
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
          options={reportReasons.map((value) => ({ value, label: t(`reports.reason.${value}`) }))}
        />
      </Field>
    </ConfirmDialog>
  );
};

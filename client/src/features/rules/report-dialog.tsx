import {
  type ChatMessage,
  type Refusal,
  type ReportReason,
  reportReasons,
  reviewRoutes,
} from "@showdrop/shared";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { ConfirmDialog, Field, Select, useToast } from "../../ui/index.ts";

interface ReasonDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Who will look at it. */
  children: ReactNode;
  onReport: (reason: ReportReason) => void;
  busy: boolean;
  refusal: Refusal | null;
}

/** Asks what is wrong with something that somebody wrote. */
export const ReasonDialog = ({ children, onReport, ...dialog }: ReasonDialogProps) => {
  const t = useTexts("rules");
  const [reason, setReason] = useState<ReportReason>("spam");
  return (
    <ConfirmDialog {...dialog} onConfirm={() => onReport(reason)} confirm={t("report.send")}>
      <p className="mb-3">{children}</p>
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
  const report = (reason: ReportReason) => {
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
    <ReasonDialog
      open={message !== null}
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

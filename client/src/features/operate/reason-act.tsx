import { type Refusal, WithReason } from "@showdrop/shared";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useForm } from "../../lib/use-form.ts";
import { Dialog, Field, RefusalNotice, TextArea } from "../../ui/index.ts";
import { SmallForm } from "../account/small-form.tsx";

/** Asks for the reason of something that an operator does to others; the log keeps it. */
export const ReasonAct = ({
  title,
  confirm,
  danger = false,
  busy,
  refusal,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  /** Names the act. */
  confirm: string;
  danger?: boolean;
  busy: boolean;
  refusal: Refusal | null;
  onConfirm: (body: WithReason) => void;
  onClose: () => void;
  /** What will happen. */
  children: ReactNode;
}) => {
  const t = useTexts("operate");
  const [reason, setReason] = useState("");
  const form = useForm(WithReason, ["reason"]);
  const submit = () => {
    const body = form.check({ reason });
    if (body) onConfirm(body);
  };
  return (
    <Dialog open onClose={onClose} title={title}>
      <SmallForm submit={confirm} danger={danger} busy={busy} onSubmit={submit} onCancel={onClose}>
        <p className="text-muted">{children}</p>
        <RefusalNotice refusal={refusal} />
        <Field label={t("reason.label")} hint={t("reason.hint")} error={form.at("reason")}>
          <TextArea rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </SmallForm>
    </Dialog>
  );
};

import type { Refusal } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { ConfirmDialog, Field, TextInput } from "../../ui/index.ts";

interface ReasonDialogProps {
  open: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => void;
  title: string;
  text: string;
  confirm: string;
  busy: boolean;
  refusal: Refusal | null;
}

/** Asks for the reason of what is about to be done; it is kept with it. */
export const ReasonDialog = ({ onConfirm, text, refusal, ...rest }: ReasonDialogProps) => {
  const t = useTexts("giveaways");
  const [reason, setReason] = useState("");
  const atReason = refusal?.path === "reason" ? refusal : null;
  return (
    <ConfirmDialog {...rest} danger onConfirm={() => onConfirm(reason)} refusal={atReason ? null : refusal}>
      <div className="flex flex-col gap-4">
        {text && <p>{text}</p>}
        <Field label={t("reason")} error={atReason}>
          <TextInput value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
};

import type { Person } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { ConfirmDialog, Field, TextInput } from "../../ui/index.ts";
import { useModerate } from "./use-moderate.ts";

interface ActDialogProps {
  shopId: string;
  person: Person;
  onClose: () => void;
}

/** Asks once more, and why: a ban takes somebody out of all of the shop's shows at once. */
export const BanDialog = ({ shopId, person, onClose }: ActDialogProps) => {
  const t = useTexts("moderation");
  const moderate = useModerate(shopId);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const done = await moderate.ban(person, reason);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={t("banTitle", { name: person.displayName })}
      confirm={t("banConfirm")}
      danger
      busy={busy}
    >
      <div className="flex flex-col gap-4">
        <p>{t("banText")}</p>
        <Field label={t("reason")} hint={t("reasonHint")} optional className="text-ink">
          <TextInput maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
};

import { type Drop, dropRoutes, MoveClosing } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { serverNow } from "../../lib/clock.ts";
import { useForm } from "../../lib/use-form.ts";
import { ConfirmDialog, Field, Select, TextInput } from "../../ui/index.ts";

/** When it may close instead, in seconds from now; "never": until it is closed by hand. */
const times = ["30", "60", "300", "600", "never"] as const;

/** Moves a drop's closing time. It says what everybody will see: that it was moved. */
export const MoveClosingDialog = ({ drop, onClose }: { drop: Drop; onClose: () => void }) => {
  const t = useTexts("liveStudio");
  const move = useSend(dropRoutes.moveClosing);
  const form = useForm(MoveClosing, ["closesAt", "reason"]);
  const [time, setTime] = useState<(typeof times)[number]>("60");
  const [reason, setReason] = useState("");
  const send = () => {
    const closesAt = time === "never" ? null : new Date(serverNow() + Number(time) * 1000).toISOString();
    const body = form.check({ closesAt, reason });
    if (body)
      move.mutate({ params: { dropId: drop.id }, body }, { onSuccess: onClose, onError: form.refuse });
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={send}
      title={t("drop.moveClosingTitle")}
      confirm={t("drop.moveClosing")}
      busy={move.isPending}
      refusal={form.rest}
    >
      <div className="flex flex-col gap-4">
        <p>{t("drop.moveClosingText")}</p>
        <Field label={t("drop.closesIn")} error={form.at("closesAt")}>
          <Select
            value={time}
            onChange={setTime}
            options={times.map((value) => ({
              value,
              label: value === "never" ? t("drop.untilClosed") : t("drop.seconds", { count: Number(value) }),
            }))}
          />
        </Field>
        <Field label={t("drop.reason")} error={form.at("reason")}>
          <TextInput value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
};

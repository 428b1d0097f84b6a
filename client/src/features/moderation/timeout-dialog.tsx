import { type Person, type Timeout, timeoutPresets } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { ConfirmDialog, classes, Field, TextInput } from "../../ui/index.ts";
import { useDuration } from "./use-duration.ts";
import { useModerate } from "./use-moderate.ts";

interface TimeoutDialogProps {
  shopId: string;
  person: Person;
  /** The one that runs, which a new one takes the place of. */
  running: Timeout | null;
  onClose: () => void;
}

/** For how long somebody may not write, and why. */
export const TimeoutDialog = ({ shopId, person, running, onClose }: TimeoutDialogProps) => {
  const t = useTexts("moderation");
  const duration = useDuration();
  const moderate = useModerate(shopId);
  const [seconds, setSeconds] = useState<number>(600);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const done = await moderate.timeOut(person, { seconds, reason, instead: running?.id ?? null });
    setBusy(false);
    if (done) onClose();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={t("timeoutTitle", { name: person.displayName })}
      confirm={t("timeoutConfirm")}
      danger
      busy={busy}
    >
      <div className="flex flex-col gap-4">
        <p>{t("timeoutText")}</p>
        <fieldset className="grid grid-cols-3 gap-2 text-ink">
          <legend className="mb-1.5 text-sm font-semibold">{t("timeoutFor")}</legend>
          {timeoutPresets.map((preset) => (
            <label
              key={preset}
              className={classes(
                "flex h-11 cursor-pointer items-center justify-center rounded-md border px-2 text-sm font-semibold has-focus-visible:outline-2",
                preset === seconds ? "border-accent bg-accent-soft text-accent-text" : "border-line",
              )}
            >
              <input
                type="radio"
                name="timeout"
                className="sr-only"
                checked={preset === seconds}
                onChange={() => setSeconds(preset)}
              />
              {duration(preset)}
            </label>
          ))}
        </fieldset>
        <Field label={t("reason")} hint={t("reasonHint")} optional className="text-ink">
          <TextInput maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
};

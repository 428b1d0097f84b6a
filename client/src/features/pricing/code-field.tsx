import type { Refusal } from "@showdrop/shared";
import { TicketPercent, X } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button, Field, IconButton, TextInput } from "../../ui/index.ts";

interface CodeFieldProps {
  /** The code that counts now. */
  applied: string | null;
  /** Tries a code; what comes back says why it does not count. */
  onApply: (code: string) => Promise<Refusal | null>;
  onRemove: () => void;
}

/** Takes a discount code. It is no form of its own, so that it may stand in one. */
export const CodeField = ({ applied, onApply, onRemove }: CodeFieldProps) => {
  const t = useTexts("pricing");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const apply = async () => {
    if (code.trim() === "" || busy) return;
    setBusy(true);
    const refused = await onApply(code.trim());
    setBusy(false);
    setRefusal(refused);
    if (!refused) setCode("");
  };
  if (applied !== null)
    return (
      <div className="flex items-center gap-2 rounded-md bg-success-soft pl-3.5 font-semibold text-success">
        <TicketPercent size={18} aria-hidden className="shrink-0" />
        <p role="status" className="min-w-0 grow truncate">
          {t("code.applied", { code: applied })}
        </p>
        <IconButton
          label={t("code.remove", { code: applied })}
          icon={<X size={18} aria-hidden />}
          onClick={onRemove}
        />
      </div>
    );
  return (
    <Field label={t("code.label")} optional error={refusal}>
      <div className="flex gap-2">
        <TextInput
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          onChange={({ target }) => setCode(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            // The form around it is not meant.
            event.preventDefault();
            void apply();
          }}
        />
        <Button busy={busy} onClick={() => void apply()}>
          {t("code.apply")}
        </Button>
      </div>
    </Field>
  );
};

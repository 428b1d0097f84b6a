import { useTexts } from "../../i18n/index.ts";
import { Button, Dialog, useToast } from "../../ui/index.ts";
import { saveFile } from "./save-file.ts";

/** The recovery codes, this one time. */
export const RecoveryCodesDialog = ({
  codes,
  onClose,
}: {
  codes: readonly string[];
  onClose: () => void;
}) => {
  const t = useTexts("me");
  const toast = useToast();
  const text = `${codes.join("\n")}\n`;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("factor.codesTitle")}
      footer={
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            onClick={() =>
              void navigator.clipboard.writeText(text).then(() => toast.success(t("factor.copied")))
            }
          >
            {t("factor.copy")}
          </Button>
          <Button onClick={() => saveFile("showdrop-recovery-codes.txt", text, "text/plain")}>
            {t("factor.download")}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t("factor.kept")}
          </Button>
        </div>
      }
    >
      <p className="text-muted">{t("factor.codesText")}</p>
      <ul className="mt-4 grid grid-cols-1 gap-2 rounded-md bg-raised p-4 font-mono text-sm tabular-nums sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  );
};

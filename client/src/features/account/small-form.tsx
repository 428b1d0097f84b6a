import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";

/** A form that opens inside a card: fields, the act, and a way out. */
export const SmallForm = ({
  submit,
  busy,
  danger = false,
  onSubmit,
  onCancel,
  children,
}: {
  /** Names the act. */
  submit: string;
  busy: boolean;
  danger?: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}) => {
  const t = useTexts();
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={danger ? "danger" : "primary"} busy={busy}>
          {submit}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
};

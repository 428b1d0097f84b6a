import type { Refusal } from "@showdrop/shared";
import { useTexts } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { RefusalNotice } from "./notice.tsx";

/** A question that was not answered, with the way to ask again. */
export const RetryNotice = ({ refusal, onRetry }: { refusal: Refusal | null; onRetry: () => unknown }) => {
  const t = useTexts();
  return (
    <RefusalNotice
      refusal={refusal}
      action={
        <Button size="sm" onClick={() => void onRetry()}>
          {t("retry")}
        </Button>
      }
    />
  );
};

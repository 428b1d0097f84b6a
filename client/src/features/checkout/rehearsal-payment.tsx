import { useTexts } from "../../i18n/index.ts";
import { Button, Notice } from "../../ui/index.ts";
import type { CardOutcome } from "./test-card.ts";

/** In a rehearsal an order is paid by saying so. */
export const RehearsalPayment = ({ onOutcome }: { onOutcome: (outcome: CardOutcome) => void }) => {
  const t = useTexts("rehearsal");
  return (
    <div className="flex flex-col gap-3">
      <Notice>{t("noMoney")}</Notice>
      <Button variant="primary" size="lg" onClick={() => onOutcome({ kind: "done" })}>
        {t("pay")}
      </Button>
    </div>
  );
};

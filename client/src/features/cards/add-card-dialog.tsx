import { configRoutes, payoutRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { Dialog, Notice, RetryNotice, Skeleton } from "../../ui/index.ts";
import { CardForm } from "../checkout/card-form.tsx";
import { type Decline, useDeclineText } from "../checkout/decline.ts";
import type { CardOutcome } from "../checkout/test-card.ts";

interface AddCardDialogProps {
  /** Called when the list has it. */
  onAdded: () => void;
  onClose: () => void;
}

/** Keeps a card beforehand. Nothing is charged: the provider asks the bank whether the card is good. */
export const AddCardDialog = ({ onAdded, onClose }: AddCardDialogProps) => {
  const t = useTexts("cards");
  const inWords = useDeclineText();
  const client = useQueryClient();
  const config = useAnswer(configRoutes.readConfig, {}, { staleTime: Number.POSITIVE_INFINITY });
  const { mutate: begin, data: begun, error: refusal } = useSend(payoutRoutes.addCard);
  const [declined, setDeclined] = useState<Decline | null>(null);
  useEffect(() => begin({}), [begin]);

  const settle = async (outcome: CardOutcome) => {
    setDeclined(outcome.kind === "declined" ? outcome.decline : null);
    if (outcome.kind === "declined") return;
    // What is kept is what the list says.
    await client.invalidateQueries({ queryKey: keyOf(payoutRoutes.listCards) });
    onAdded();
  };
  const payments = config.data?.payments;
  return (
    <Dialog open onClose={onClose} title={t("add")}>
      {/* The bank's page covers all but the title, with room for its question. */}
      <div className="flex flex-col gap-4 [--bank-top:3.75rem] has-[[data-bank]]:min-h-136">
        <p className="text-muted">{t("nothingCharged")}</p>
        {declined && <Notice tone="error">{inWords(declined) ?? t("notSaved")}</Notice>}
        <RetryNotice refusal={config.error} onRetry={config.refetch} />
        <RetryNotice refusal={refusal} onRetry={() => begin({})} />
        {!(begun && payments) && !refusal && !config.error && <Skeleton className="h-48" />}
        {/* In a rehearsal nobody is led here: no card is kept there. */}
        {begun && payments && payments.provider !== "rehearsal" && (
          <CardForm
            payments={payments}
            clientSecret={begun.clientSecret}
            action={t("save")}
            onOutcome={(outcome) => void settle(outcome)}
          />
        )}
      </div>
    </Dialog>
  );
};

import { payoutRoutes, type Refusal } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { Checkbox, RefusalNotice } from "../../ui/index.ts";

/** Whether the card that pays this order is kept. Off until somebody says yes, and off again when that did not arrive. */
export const KeepCard = ({ orderId }: { orderId: string }) => {
  const t = useTexts("cards");
  const [keep, setKeep] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const change = async (wanted: boolean) => {
    setKeep(wanted);
    setRefusal(null);
    const answer = await call(payoutRoutes.keepCard, { params: { orderId }, body: { keep: wanted } });
    if (answer.ok) return;
    setKeep(!wanted);
    setRefusal(answer.error);
  };
  return (
    <>
      <Checkbox label={t("keep")} hint={t("keepHint")} checked={keep} onChange={(on) => void change(on)} />
      <RefusalNotice refusal={refusal} />
    </>
  );
};

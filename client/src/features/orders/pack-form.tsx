import { fulfilmentRoutes } from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAttempt } from "../../lib/use-attempt.ts";
import { Button, RefusalNotice } from "../../ui/index.ts";
import type { OrderFormProps } from "./order-form.ts";
import { unitStates } from "./unit-states.ts";
import { type Chosen, chosenLines, UnitSteppers } from "./unit-steppers.tsx";
import { useOrderAct } from "./use-order-act.ts";

/** Puts some units, or all that is left, into one parcel. */
export const PackForm = ({ order, details, onDone }: OrderFormProps) => {
  const t = useTexts("fulfil");
  const attempt = useAttempt();
  const states = unitStates(order, details);
  const [chosen, setChosen] = useState<Chosen>(
    Object.fromEntries(states.map(({ line, open }) => [line.id, open])),
  );
  const lines = chosenLines(chosen);
  const act = useOrderAct(fulfilmentRoutes.packOrder, t("done.packed"), () => {
    attempt.done();
    onDone();
  });
  const pack = (): void => {
    const args = { params: { orderId: order.id }, body: { lines } };
    act.run({ ...args, idempotencyKey: attempt.keyFor(args) });
  };
  return (
    <div className="flex flex-col gap-5">
      <UnitSteppers
        label={t("pack.text")}
        states={states}
        most={({ open }) => open}
        chosen={chosen}
        onChange={setChosen}
      />
      <RefusalNotice refusal={act.refusal} />
      <Button variant="primary" busy={act.busy} disabled={lines.length === 0} onClick={pack}>
        {order.delivery.kind === "pickup" ? t("act.ready") : t("act.pack")}
      </Button>
    </div>
  );
};

import { RecordReturn, refundRoutes, returnReasons } from "@showdrop/shared";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAttempt } from "../../lib/use-attempt.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Checkbox, Field, RefusalNotice, Select, TextInput } from "../../ui/index.ts";
import type { OrderFormProps } from "./order-form.ts";
import { unitStates } from "./unit-states.ts";
import { type Chosen, chosenLines, UnitSteppers } from "./unit-steppers.tsx";
import { useOrderAct } from "./use-order-act.ts";

/** Notes goods that came back from a buyer. */
export const ReturnForm = ({ order, details, onDone }: OrderFormProps) => {
  const t = useTexts("fulfil");
  const attempt = useAttempt();
  const [chosen, setChosen] = useState<Chosen>({});
  const [reason, setReason] = useState<(typeof returnReasons)[number]>("changed_mind");
  const [restock, setRestock] = useState(false);
  const [note, setNote] = useState("");
  const form = useForm(RecordReturn, ["lines", "note"]);
  const act = useOrderAct(refundRoutes.recordReturn, t("done.returned"), () => {
    attempt.done();
    onDone();
  });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const body = form.check({ lines: chosenLines(chosen), reason, note, restock });
    if (!body) return;
    const args = { params: { orderId: order.id }, body };
    act.run({ ...args, idempotencyKey: attempt.keyFor(args) });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <p className="text-muted">{t("return.text")}</p>
      <UnitSteppers
        label={t("refund.units")}
        states={unitStates(order, details)}
        most={({ returnable }) => returnable}
        chosen={chosen}
        onChange={setChosen}
      />
      <Field label={t("refund.reason")}>
        <Select
          value={reason}
          onChange={setReason}
          options={returnReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
      </Field>
      <Checkbox
        label={t("refund.restock")}
        hint={t("refund.restockHint")}
        checked={restock}
        onChange={setRestock}
      />
      <Field label={t("refund.note")} hint={t("refund.noteHint")} error={form.at("note")} optional>
        <TextInput value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />
      </Field>
      <RefusalNotice refusal={act.refusal ?? form.rest ?? form.at("lines") ?? null} />
      <Button type="submit" variant="primary" busy={act.busy}>
        {t("return.confirm")}
      </Button>
    </form>
  );
};

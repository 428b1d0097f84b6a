import { formatMoney, type Order, RefundOrder, refundReasons, refundRoutes } from "@showdrop/shared";
import { type SubmitEvent, useId, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAttempt } from "../../lib/use-attempt.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Checkbox,
  Field,
  MoneyInput,
  Price,
  RefusalNotice,
  Select,
  TextInput,
} from "../../ui/index.ts";
import type { OrderFormProps } from "./order-form.ts";
import { refundedSoFar, shareOf, unitStates } from "./unit-states.ts";
import { type Chosen, chosenLines, UnitSteppers } from "./unit-steppers.tsx";
import { useOrderAct } from "./use-order-act.ts";

const Sums = ({ order, refunded }: { order: Order; refunded: number }) => {
  const t = useTexts("fulfil");
  const { total } = order.totals;
  const rows = [
    ["paid", total.amount],
    ["refunded", refunded],
    ["left", total.amount - refunded],
  ] as const;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-1 rounded-md bg-raised px-4 py-3 text-sm">
      {rows.map(([name, amount]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{t(`refund.${name}`)}</dt>
          <dd className="text-right font-semibold">
            <Price money={{ amount, currency: total.currency }} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** Gives money back: for units, the shipping, or any amount up to what is left of what was paid. */
export const RefundForm = ({ order, details, onDone }: OrderFormProps) => {
  const t = useTexts("fulfil");
  const { locale } = useLanguage();
  const attempt = useAttempt();
  const formId = useId();
  const { currency, amount: paid } = order.totals.total;
  const refunded = refundedSoFar(details);
  const left = paid - refunded;
  const shipping = order.shippingTotals.total.amount;
  const states = unitStates(order, details);
  const [chosen, setChosen] = useState<Chosen>({});
  const [withShipping, setWithShipping] = useState(false);
  /** Null while the amount follows the units. */
  const [typed, setTyped] = useState<{ amount: number | null } | null>(null);
  // What was sent is not on the shelf yet; what was not, is.
  const [restock, setRestock] = useState(details.shipments.every(({ status }) => status === "packed"));
  const [reason, setReason] = useState<(typeof refundReasons)[number]>("changed_mind");
  const [note, setNote] = useState("");
  const worked =
    states.reduce((sum, state) => sum + shareOf(state, chosen[state.line.id] ?? 0), 0) +
    (withShipping ? shipping : 0);
  const amount = typed ? typed.amount : Math.min(worked, left);
  const lines = chosenLines(chosen);
  const form = useForm(RefundOrder, ["amount", "note"], { REFUND_TOO_MUCH: "amount" });
  const act = useOrderAct(refundRoutes.refundOrder, t("done.refunded"), () => {
    attempt.done();
    onDone();
  });
  const money = (value: number): string => formatMoney({ amount: value, currency }, locale);
  const over = amount !== null && amount > left ? t("refund.over", { amount: money(left) }) : null;
  const everything = (): void => {
    setTyped({ amount: left });
    setWithShipping(shipping > 0);
    setChosen(Object.fromEntries(states.map(({ line, refundable }) => [line.id, refundable])));
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const body = form.check({ amount, lines, restock: restock && lines.length > 0, reason, note });
    if (!body || over) return;
    const args = { params: { orderId: order.id }, body };
    act.run({ ...args, idempotencyKey: attempt.keyFor(args) });
  };
  return (
    <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Sums order={order} refunded={refunded} />
      <Button variant="secondary" size="sm" onClick={everything}>
        {t("refund.all")}
      </Button>
      {states.some(({ refundable }) => refundable > 0) && (
        <UnitSteppers
          label={t("refund.units")}
          states={states}
          most={({ refundable }) => refundable}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            setTyped(null);
          }}
        />
      )}
      {lines.length > 0 && (
        <Checkbox
          label={t("refund.restock")}
          hint={t("refund.restockHint")}
          checked={restock}
          onChange={setRestock}
        />
      )}
      {shipping > 0 && (
        <Checkbox
          label={t("refund.withShipping", { amount: money(shipping) })}
          checked={withShipping}
          onChange={(next) => {
            setWithShipping(next);
            setTyped(null);
          }}
        />
      )}
      <Field label={t("refund.amount")} hint={t("refund.hint")} error={over ?? form.at("amount")}>
        <MoneyInput currency={currency} amount={amount} onChange={(next) => setTyped({ amount: next })} />
      </Field>
      <Field label={t("refund.reason")}>
        <Select
          value={reason}
          onChange={setReason}
          options={refundReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
      </Field>
      <Field label={t("refund.note")} hint={t("refund.noteHint")} error={form.at("note")} optional>
        <TextInput value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />
      </Field>
      <RefusalNotice refusal={act.refusal ?? form.rest} />
      <Button type="submit" variant="danger" busy={act.busy} disabled={!amount || Boolean(over)}>
        {amount ? t("refund.confirm", { amount: money(amount) }) : t("refund.nothing")}
      </Button>
    </form>
  );
};

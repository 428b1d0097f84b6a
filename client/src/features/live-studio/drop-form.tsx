import { CreateDrop, newKey, type Product, routes, type ShowSnapshot, type Variant } from "@showdrop/shared";
import { type FormEvent, useRef, useState } from "react";
import type { z } from "zod";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { call, useAnswer } from "../../lib/api.ts";
import { serverNow } from "../../lib/clock.ts";
import { mayHaveHappened } from "../../lib/use-attempt.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  ButtonLink,
  EmptyState,
  Field,
  Loading,
  MoneyInput,
  NumberInput,
  RefusalNotice,
  Select,
  TextInput,
} from "../../ui/index.ts";
import { type Opening, openings, opensAt } from "./opening.ts";

const fields = [
  "variantId",
  "quantity",
  "price",
  "perCustomer",
  "opensAt",
  "openSeconds",
  "holdSeconds",
] as const;
/** For how long a drop may be open, in seconds; "always": until it is closed, sold out or its show ends. */
const openTimes = ["always", "60", "180", "300", "600"] as const;
/** Seconds to pay that are offered. */
const holdTimes = ["60", "120", "300", "600"] as const;

interface DropFormProps {
  show: ShowSnapshot;
  live: boolean;
  onDone: () => void;
}

/** Puts units of a variant into a drop. */
export const DropForm = ({ show, live, onDone }: DropFormProps) => {
  const t = useTexts("liveStudio");
  const products = useAnswer(routes.listProducts, { params: { shopId: show.show.shop.id } });
  if (products.error) return <RefusalNotice refusal={products.error} />;
  if (!products.data) return <Loading />;
  // What is shown now is most likely what is dropped next.
  const pinned = show.pins.products.map(({ id }) => id);
  const choices = products.data.items
    .filter(({ archived }) => !archived)
    .toSorted((a, b) => Number(pinned.includes(b.id)) - Number(pinned.includes(a.id)))
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
    .filter(({ variant }) => variant.available > 0);
  const first = choices[0];
  if (!first)
    return (
      <EmptyState
        title={t("drop.noStock")}
        action={<ButtonLink to="/studio/products">{t("drop.toProducts")}</ButtonLink>}
      >
        {t("drop.noStockText")}
      </EmptyState>
    );
  return <Form showId={show.show.id} live={live} choices={choices} first={first} onDone={onDone} />;
};

interface Choice {
  product: Product;
  variant: Variant;
}

interface FormProps {
  showId: string;
  live: boolean;
  choices: readonly Choice[];
  first: Choice;
  onDone: () => void;
}

const Form = ({ showId, live, choices, first, onDone }: FormProps) => {
  const t = useTexts("liveStudio");
  const { locale } = useLanguage();
  const form = useForm(CreateDrop, fields);
  const [variantId, setVariantId] = useState(first.variant.id);
  const { product, variant } = choices.find((each) => each.variant.id === variantId) ?? first;
  const [quantity, setQuantity] = useState<number | null>(Math.min(10, first.variant.available));
  const [amount, setAmount] = useState<number | null>(first.variant.price.amount);
  const [perCustomer, setPerCustomer] = useState<number | null>(1);
  const [opening, setOpening] = useState<Opening>(live ? "now" : "60");
  const [time, setTime] = useState("");
  const [openFor, setOpenFor] = useState<(typeof openTimes)[number]>("always");
  const [holdSeconds, setHoldSeconds] = useState<(typeof holdTimes)[number]>("120");
  const [tooMany, setTooMany] = useState(false);
  const [busy, setBusy] = useState(false);
  // What was sent without an answer is sent again as it was, "in 30 seconds" included, so that it is one drop.
  const unanswered = useRef<{ of: string; body: z.input<typeof CreateDrop>; key: string } | null>(null);
  const sending = useRef(false);
  const { form: place, faulty } = useFocusFault();

  const choose = (id: string) => {
    const next = choices.find((each) => each.variant.id === id);
    if (!next) return;
    setVariantId(id);
    setAmount(next.variant.price.amount);
    setQuantity((now) => (now === null ? null : Math.min(now, next.variant.available)));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.current) return;
    const short = quantity !== null && quantity > variant.available;
    setTooMany(short);
    const entered = {
      variantId,
      quantity,
      price: { amount, currency: product.currency },
      perCustomer,
      openSeconds: openFor === "always" ? null : Number(openFor),
      holdSeconds: Number(holdSeconds),
    };
    const checked = form.check({ ...entered, opensAt: opensAt(opening, time, serverNow()) });
    if (!checked || short) return faulty();
    const of = JSON.stringify({ entered, opening, time });
    const attempt = unanswered.current?.of === of ? unanswered.current : { of, body: checked, key: newKey() };
    unanswered.current = attempt;
    sending.current = true;
    setBusy(true);
    const { body, key } = attempt;
    const answer = await call(routes.createDrop, { params: { showId }, body, idempotencyKey: key });
    sending.current = false;
    setBusy(false);
    if (answer.ok) return onDone();
    form.refuse(answer.error);
    if (!mayHaveHappened(answer.error)) unanswered.current = null;
  };

  return (
    <form ref={place} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <Field label={t("drop.variant")} error={form.at("variantId")}>
        <Select
          value={variantId}
          onChange={choose}
          options={choices.map((each) => ({
            value: each.variant.id,
            label: t("drop.choice", {
              title: each.product.title,
              variant: each.variant.name,
              count: each.variant.available,
            }),
          }))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t("drop.quantity")}
          hint={t("drop.available", { count: variant.available })}
          error={tooMany ? t("drop.tooMany", { count: variant.available }) : form.at("quantity")}
        >
          <NumberInput value={quantity} onChange={setQuantity} />
        </Field>
        <Field label={t("drop.perCustomer")} error={form.at("perCustomer")}>
          <NumberInput value={perCustomer} onChange={setPerCustomer} />
        </Field>
      </div>
      <Field label={t("drop.price")} error={form.at("price")}>
        <MoneyInput key={variantId} currency={product.currency} amount={amount} onChange={setAmount} />
      </Field>
      <Field label={t("drop.opens")} error={form.at("opensAt")}>
        <Select
          value={opening}
          onChange={setOpening}
          options={openings.map((value) => ({ value, label: t(`drop.opening.${value}`) }))}
        />
      </Field>
      {opening === "time" && (
        <Field label={t("drop.time")}>
          <TextInput
            type="datetime-local"
            value={time}
            onChange={({ target }) => setTime(target.value)}
            lang={locale}
          />
        </Field>
      )}
      <Field label={t("drop.openFor")} error={form.at("openSeconds")}>
        <Select
          value={openFor}
          onChange={setOpenFor}
          options={openTimes.map((value) => ({
            value,
            label:
              value === "always" ? t("drop.untilClosed") : t("drop.minutes", { count: Number(value) / 60 }),
          }))}
        />
      </Field>
      <Field label={t("drop.hold")} hint={t("drop.holdHint")} error={form.at("holdSeconds")}>
        <Select
          value={holdSeconds}
          onChange={setHoldSeconds}
          options={holdTimes.map((value) => ({
            value,
            label: t("drop.minutes", { count: Number(value) / 60 }),
          }))}
        />
      </Field>
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" size="lg" wide busy={busy}>
        {opening === "now" ? t("drop.createNow") : t("drop.create")}
      </Button>
    </form>
  );
};

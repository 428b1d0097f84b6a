import {
  CreateDrop,
  catalogRoutes,
  dropRoutes,
  MAX_POOLS,
  newKey,
  type ShowSnapshot,
} from "@showdrop/shared";
import { Plus } from "lucide-react";
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
  Checkbox,
  EmptyState,
  Field,
  Loading,
  NumberInput,
  RefusalNotice,
  Select,
  TextInput,
} from "../../ui/index.ts";
import { type Opening, openings, opensAt } from "./opening.ts";
import { type Choice, type EnteredPool, firstEntry, PoolFields } from "./pool-fields.tsx";

const fields = ["pools", "perCustomer", "opensAt", "openSeconds", "holdSeconds", "earlyAccess"] as const;
/** Who buys first: whoever is fastest, those drawn by lot, or some people for a while. */
const accesses = ["all", "fair", "followers", "buyers"] as const;
/** Seconds that some may buy before the others. */
const earlyTimes = ["15", "30", "60", "180", "300"] as const;
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
  const products = useAnswer(catalogRoutes.listProducts, { params: { shopId: show.show.shop.id } });
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
  const [pools, setPools] = useState<readonly EnteredPool[]>([firstEntry(first)]);
  const [perCustomer, setPerCustomer] = useState<number | null>(1);
  const [opening, setOpening] = useState<Opening>(live ? "now" : "60");
  const [time, setTime] = useState("");
  const [openFor, setOpenFor] = useState<(typeof openTimes)[number]>("always");
  const [holdSeconds, setHoldSeconds] = useState<(typeof holdTimes)[number]>("120");
  const [later, setLater] = useState(false);
  const [access, setAccess] = useState<(typeof accesses)[number]>("all");
  const [earlySeconds, setEarlySeconds] = useState<(typeof earlyTimes)[number]>("60");
  /** Variants of which more is entered than there is. */
  const [tooMany, setTooMany] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  // What was sent without an answer is sent again as it was, "in 30 seconds" included, so that it is one drop.
  const unanswered = useRef<{ of: string; body: z.input<typeof CreateDrop>; key: string } | null>(null);
  const sending = useRef(false);
  const { form: place, faulty } = useFocusFault();

  const variantOf = (id: string) => choices.find(({ variant }) => variant.id === id);
  const product = variantOf(pools[0]?.variantId ?? "")?.product ?? first.product;
  const taken = new Set(pools.map(({ variantId }) => variantId));
  const free = choices.filter((choice) => choice.product.id === product.id && !taken.has(choice.variant.id));
  const [next] = free;

  const change = (index: number, entered: EnteredPool) => {
    const of = variantOf(entered.variantId)?.product;
    // Another product: its other variants are not in this drop.
    if (index === 0 && of?.id !== product.id) setPools([entered]);
    else setPools(pools.map((pool, i) => (i === index ? entered : pool)));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.current) return;
    const short = pools
      .filter(({ variantId, quantity }) => (quantity ?? 0) > (variantOf(variantId)?.variant.available ?? 0))
      .map(({ variantId }) => variantId);
    setTooMany(short);
    const entered = {
      pools: pools.map(({ variantId, quantity, amount }) => ({
        ...{ variantId, quantity },
        price: { amount, currency: product.currency },
      })),
      perCustomer,
      openSeconds: openFor === "always" ? null : Number(openFor),
      holdSeconds: Number(holdSeconds),
      capture: later ? "manual" : "automatic",
      earlyAccess:
        access === "followers" || access === "buyers"
          ? { audience: access, seconds: Number(earlySeconds) }
          : null,
      fairStart: access === "fair",
    };
    const checked = form.check({ ...entered, opensAt: opensAt(opening, time, serverNow()) });
    if (!checked || short.length > 0) return faulty();
    const of = JSON.stringify({ entered, opening, time });
    const attempt = unanswered.current?.of === of ? unanswered.current : { of, body: checked, key: newKey() };
    unanswered.current = attempt;
    sending.current = true;
    setBusy(true);
    const { body, key } = attempt;
    const answer = await call(dropRoutes.createDrop, { params: { showId }, body, idempotencyKey: key });
    sending.current = false;
    setBusy(false);
    if (answer.ok) return onDone();
    form.refuse(answer.error);
    if (!mayHaveHappened(answer.error)) unanswered.current = null;
  };

  return (
    <form ref={place} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {pools.map((pool, index) => (
        <PoolFields
          key={index === 0 ? "first" : pool.variantId}
          index={index}
          entered={pool}
          choices={
            index === 0
              ? choices
              : [...choices.filter(({ variant }) => variant.id === pool.variantId), ...free]
          }
          at={form.at}
          tooMany={tooMany.includes(pool.variantId)}
          onChange={(entered) => change(index, entered)}
          onRemove={index === 0 ? undefined : () => setPools(pools.filter((each) => each !== pool))}
        />
      ))}
      {next && pools.length < MAX_POOLS && (
        <Button icon={<Plus size={18} aria-hidden />} onClick={() => setPools([...pools, firstEntry(next)])}>
          {t("drop.addVariant")}
        </Button>
      )}
      <Field label={t("drop.perCustomer")} error={form.at("perCustomer")}>
        <NumberInput value={perCustomer} onChange={setPerCustomer} />
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
      <Field
        label={t("drop.access")}
        hint={access === "fair" ? t("drop.fairHint") : undefined}
        error={form.at("earlyAccess")}
      >
        <Select
          value={access}
          onChange={setAccess}
          options={accesses.map((value) => ({ value, label: t(`drop.accesses.${value}`) }))}
        />
      </Field>
      {(access === "followers" || access === "buyers") && (
        <Field label={t("drop.earlyFor")}>
          <Select
            value={earlySeconds}
            onChange={setEarlySeconds}
            options={earlyTimes.map((value) => ({
              value,
              label: t("drop.seconds", { count: Number(value) }),
            }))}
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
      <Checkbox label={t("drop.later")} hint={t("drop.laterHint")} checked={later} onChange={setLater} />
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

import { catalogRoutes, MoveStock, type StockEntry, type Variant } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, PAGE_LENGTH, usePages, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { useAttempt } from "../../lib/use-attempt.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  classes,
  Dialog,
  Field,
  Loading,
  NumberInput,
  RefusalNotice,
  RetryNotice,
  TextInput,
  useToast,
} from "../../ui/index.ts";

const directions = ["add", "take"] as const;
type Direction = (typeof directions)[number];

const Entry = ({ entry }: { entry: StockEntry }) => {
  const t = useTexts("catalog");
  const { dateTime } = useDates();
  const when = dateTime(entry.at);
  return (
    <li className="flex items-baseline gap-4 py-2.5">
      <span
        className={classes(
          "w-14 shrink-0 text-right font-semibold tabular-nums",
          entry.change > 0 ? "text-success" : entry.change < 0 ? "text-danger" : "text-muted",
        )}
      >
        {entry.change > 0
          ? `+${entry.change}`
          : entry.change === 0
            ? `(${entry.quantity})`
            : `−${-entry.change}`}
      </span>
      <span className="min-w-0 grow">
        <span className="font-medium">{t(`stock.move.${entry.move}`)}</span>
        {entry.reason && <span className="text-muted"> · {entry.reason}</span>}
        <span className="block text-sm text-faint">
          {entry.by ? t("stock.by", { name: entry.by.displayName, when }) : when}
        </span>
      </span>
    </li>
  );
};

const MoveForm = ({ variant }: { variant: Variant }) => {
  const t = useTexts("catalog");
  const client = useQueryClient();
  const toast = useToast();
  const attempt = useAttempt();
  const [direction, setDirection] = useState<Direction>("add");
  const [units, setUnits] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const form = useForm(MoveStock, ["change", "reason"], { STOCK_TOO_LOW: "change" });
  const send = useSend(catalogRoutes.moveStock);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ change: direction === "add" ? (units ?? 0) : -(units ?? 0), reason });
    if (!body) return;
    const args = { params: { variantId: variant.id }, body };
    send.mutate(
      { ...args, idempotencyKey: attempt.keyFor(args) },
      {
        onError: form.refuse,
        onSuccess: async () => {
          attempt.done();
          setUnits(null);
          setReason("");
          toast.success(t("stock.done"));
          await Promise.all([
            client.invalidateQueries({ queryKey: keyOf(catalogRoutes.listStockEntries) }),
            client.invalidateQueries({ queryKey: keyOf(catalogRoutes.listProducts) }),
          ]);
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <fieldset className="grid grid-cols-2 gap-1 rounded-md bg-sunken p-1">
        <legend className="sr-only">{t("stock.direction")}</legend>
        {directions.map((value) => (
          <label
            key={value}
            className="flex h-11 items-center justify-center rounded-sm text-sm font-semibold text-muted has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            <input
              type="radio"
              name="direction"
              value={value}
              checked={direction === value}
              onChange={() => setDirection(value)}
              className="sr-only"
            />
            {t(`stock.${value}`)}
          </label>
        ))}
      </fieldset>
      <RefusalNotice refusal={form.rest} />
      <div className="grid gap-4 sm:grid-cols-[9rem_1fr]">
        <Field label={t("stock.quantity")} error={form.at("change")}>
          <NumberInput value={units} onChange={setUnits} />
        </Field>
        <Field label={t("stock.reason")} error={form.at("reason")}>
          <TextInput
            value={reason}
            placeholder={direction === "add" ? t("stock.reasonAdd") : t("stock.reasonTake")}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
      </div>
      <Button type="submit" variant="primary" busy={send.isPending}>
        {direction === "add" ? t("stock.submitAdd") : t("stock.submitTake")}
      </Button>
    </form>
  );
};

/** A variant's stock: what is there, how it came to be, and how to correct it. */
export const StockDialog = ({ variant, onClose }: { variant: Variant; onClose: () => void }) => {
  const t = useTexts("catalog");
  const common = useTexts();
  const entries = usePages(catalogRoutes.listStockEntries, (before) => ({
    params: { variantId: variant.id },
    query: { before, limit: PAGE_LENGTH },
  }));
  return (
    <Dialog open wide onClose={onClose} title={t("stock.title", { variant: variant.name })}>
      <p className="mb-4 text-muted tabular-nums">{t("stock.available", { count: variant.available })}</p>
      <MoveForm variant={variant} />
      <h3 className="mt-6 mb-1 text-sm font-semibold text-muted">{t("stock.ledger")}</h3>
      <RetryNotice refusal={entries.refusal} onRetry={entries.retry} />
      {!entries.items && !entries.refusal && <Loading />}
      {entries.items?.length === 0 && <p className="py-3 text-muted">{t("stock.none")}</p>}
      <ul className="divide-y divide-line">
        {entries.items?.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {entries.more && (
        <Button wide busy={entries.loadingMore} onClick={entries.more}>
          {common("more")}
        </Button>
      )}
    </Dialog>
  );
};

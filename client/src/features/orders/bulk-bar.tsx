import {
  type BulkFulfil,
  type Carrier,
  fulfilmentRoutes,
  type Order,
  refusalCodes,
  refuse,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useRefusalText } from "../../i18n/refusal-text.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { keep } from "../../lib/kept.ts";
import {
  Button,
  ButtonLink,
  Dialog,
  Field,
  Notice,
  RefusalNotice,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { refreshShopOrders } from "./refresh-orders.ts";
import { CarrierSelect, lastCarrier } from "./ship-dialog.tsx";

/** Asks for a carrier and each order's number. */
const SendForm = ({
  orders,
  busy,
  onSend,
}: {
  orders: readonly Order[];
  busy: boolean;
  onSend: (bulk: BulkFulfil) => void;
}) => {
  const t = useTexts("fulfil");
  const [carrier, setCarrier] = useState<Carrier>(lastCarrier);
  const [numbers, setNumbers] = useState<Readonly<Record<string, string>>>({});
  const send = (): void => {
    keep("carrier", carrier);
    onSend({
      action: "ship",
      orders: orders.map(({ id }) => ({
        orderId: id,
        carrier,
        trackingNumber: numbers[id]?.trim() || null,
      })),
    });
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t("list.sendText")}</p>
      <Field label={t("list.carrier")}>
        <CarrierSelect value={carrier} onChange={setCarrier} />
      </Field>
      {orders.map(({ id, number }) => (
        <Field key={id} label={t("list.numberFor", { number })}>
          <TextInput
            value={numbers[id] ?? ""}
            autoComplete="off"
            maxLength={60}
            onChange={({ target }) => setNumbers({ ...numbers, [id]: target.value })}
          />
        </Field>
      ))}
      <Button variant="primary" busy={busy} onClick={send}>
        {t("list.sendConfirm", { count: orders.length })}
      </Button>
    </div>
  );
};

/** What can be done with the selected orders at once; it says of each that was not done why. */
export const BulkBar = ({
  shopId,
  orders,
  onClear,
}: {
  shopId: string;
  orders: readonly Order[];
  onClear: () => void;
}) => {
  const t = useTexts("fulfil");
  const say = useRefusalText();
  const client = useQueryClient();
  const toast = useToast();
  const bulk = useSend(fulfilmentRoutes.bulkFulfil);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<readonly string[]>([]);
  const orderIds = orders.map(({ id }) => id);
  const run = (body: BulkFulfil): void =>
    bulk.mutate(
      { params: { shopId }, body },
      {
        onSuccess: async ({ items }) => {
          setSending(false);
          const undone = items.filter(({ done }) => !done);
          toast.success(t("list.result", { done: items.length - undone.length, all: items.length }));
          setFailed(
            undone.map(({ orderId, why }) => {
              const code = refusalCodes.find((known) => known === why) ?? "INTERNAL";
              const number = orders.find(({ id }) => id === orderId)?.number ?? "";
              return t("list.failed", { number, why: say(refuse(code).error) });
            }),
          );
          if (undone.length === 0) onClear();
          await Promise.all([
            refreshShopOrders(client),
            client.invalidateQueries({ queryKey: keyOf(fulfilmentRoutes.readOrderDetails) }),
          ]);
        },
      },
    );
  const print = `/studio/print?orders=${orderIds.join(",")}`;
  return (
    <section
      aria-label={t("list.bar")}
      className="sticky bottom-20 z-20 flex flex-col gap-3 rounded-lg border border-line bg-surface p-3 shadow-float sm:bottom-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <div className="mr-auto flex items-center justify-between gap-1 max-sm:w-full">
          <p className="font-semibold" role="status">
            {t("list.selected", { count: orders.length })}
          </p>
          <Button size="sm" variant="ghost" onClick={onClear}>
            {t("list.unselect")}
          </Button>
        </div>
        <Button size="sm" busy={bulk.isPending} onClick={() => run({ action: "pack", orderIds })}>
          {t("list.pack")}
        </Button>
        <Button size="sm" variant="primary" onClick={() => setSending(true)}>
          {t("list.send")}
        </Button>
        <Button size="sm" busy={bulk.isPending} onClick={() => run({ action: "deliver", orderIds })}>
          {t("list.deliver")}
        </Button>
        <ButtonLink size="sm" to={`${print}&what=picks`}>
          {t("list.picks")}
        </ButtonLink>
        <ButtonLink size="sm" to={`${print}&what=slips`}>
          {t("list.slips")}
        </ButtonLink>
      </div>
      {failed.length > 0 && (
        <Notice tone="warn">
          {t("list.results")}
          <ul className="mt-1 font-normal">
            {failed.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
      {!sending && <RefusalNotice refusal={bulk.error} />}
      <Dialog open={sending} onClose={() => setSending(false)} title={t("list.sendTitle")}>
        <SendForm orders={orders} busy={bulk.isPending} onSend={run} />
        <RefusalNotice refusal={bulk.error} />
      </Dialog>
    </section>
  );
};

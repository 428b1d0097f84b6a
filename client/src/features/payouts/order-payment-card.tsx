import { type Order, payoutRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Button, Price, RefusalNotice, useToast } from "../../ui/index.ts";
import { rememberOrder } from "../orders/refresh-orders.ts";
import { Tile } from "../studio/tile.tsx";
import { DisputeList } from "./dispute-list.tsx";

/** What became of an order's money, for the shop; and the button that takes what was only set aside. */
export const OrderPaymentCard = ({ order }: { order: Order }) => {
  const t = useTexts("payouts");
  const toast = useToast();
  const { dateTime } = useDates();
  const client = useQueryClient();
  const money = useAnswer(payoutRoutes.readOrderPayment, { params: { orderId: order.id } });
  const capture = useSend(payoutRoutes.capturePayment);
  if (!money.data) return null;
  const { captured, returned, fee, captureBefore, disputes } = money.data;
  const take = async () => {
    const taken = await capture.mutateAsync({ params: { orderId: order.id } });
    toast.success(t("payment.taken"));
    await Promise.all([rememberOrder(client, taken), money.refetch()]);
  };
  const rows = [
    { label: t("payment.captured"), money: captured },
    { label: t("payment.returned"), money: returned },
    { label: t("payment.fee"), money: fee },
  ];
  return (
    <Tile title={t("payment.title")}>
      <dl className="flex flex-col gap-1">
        {rows.map((row) => (
          <div key={row.label} className="flex justify-between gap-4">
            <dt className="text-muted">{row.label}</dt>
            <dd>
              <Price money={row.money} className="font-semibold" />
            </dd>
          </div>
        ))}
      </dl>
      {captureBefore && (
        <>
          <p className="text-sm">{t("payment.waiting", { date: dateTime(captureBefore) })}</p>
          <RefusalNotice refusal={capture.error} />
          <Button
            variant="primary"
            busy={capture.isPending}
            onClick={() => void take().catch(() => undefined)}
          >
            {t("payment.capture")}
          </Button>
        </>
      )}
      {disputes.length > 0 && <DisputeList disputes={disputes} />}
    </Tile>
  );
};

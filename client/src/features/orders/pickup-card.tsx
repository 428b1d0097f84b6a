import { isOwing, type Order, type OrderDetails, pickupRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { Button, ConfirmDialog, Loading, Notice, RetryNotice, useToast } from "../../ui/index.ts";
import { QrCode } from "./qr-code.tsx";

const Code = ({ order, orderKey }: { order: Order; orderKey: string | undefined }) => {
  const t = useTexts("fulfil");
  const client = useQueryClient();
  const toast = useToast();
  const [renewing, setRenewing] = useState(false);
  const args = { params: { orderId: order.id }, query: orderKey === undefined ? {} : { key: orderKey } };
  const code = useAnswer(pickupRoutes.readPickupCode, args);
  const renew = useSend(pickupRoutes.renewPickupCode);
  if (code.isPending) return <Loading />;
  if (code.error) return <RetryNotice refusal={code.error} onRetry={code.refetch} />;
  return (
    <div className="flex flex-col items-center gap-3">
      <QrCode
        text={code.data.url}
        label={t("pickup.qr", { number: order.number })}
        className="w-full max-w-64 rounded-lg border border-line"
      />
      <p className="text-lg font-bold tracking-wider tabular-nums select-all">{code.data.code}</p>
      <Button variant="ghost" size="sm" onClick={() => setRenewing(true)}>
        {t("pickup.renew")}
      </Button>
      <ConfirmDialog
        open={renewing}
        onClose={() => setRenewing(false)}
        title={t("pickup.renew")}
        confirm={t("pickup.renew")}
        busy={renew.isPending}
        refusal={renew.error}
        onConfirm={() =>
          renew.mutate(args, {
            onSuccess: (renewed) => {
              client.setQueryData(keyOf(pickupRoutes.readPickupCode, args), renewed);
              setRenewing(false);
              toast.success(t("done.renewed"));
            },
          })
        }
      >
        {t("pickup.renewText")}
      </ConfirmDialog>
    </div>
  );
};

/** With which code a buyer fetches their order, and whether they did. */
export const PickupCard = ({
  order,
  details,
  orderKey,
}: {
  order: Order;
  details: OrderDetails;
  orderKey: string | undefined;
}) => {
  const t = useTexts("fulfil");
  const { dateTime } = useDates();
  const paid = isOwing(order.status);
  const { pickup } = details;
  if (!pickup || order.delivery.kind !== "pickup") return null;
  if (pickup.collectedAt)
    return <Notice tone="success">{t("pickup.collected", { when: dateTime(pickup.collectedAt) })}</Notice>;
  if (!paid) return null;
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={pickup.readyAt ? "success" : "info"}>
        {pickup.readyAt ? t("pickup.ready") : t("pickup.notReady")}
      </Notice>
      <p>{t("pickup.text", { place: order.delivery.label })}</p>
      <Code order={order} orderKey={orderKey} />
    </div>
  );
};

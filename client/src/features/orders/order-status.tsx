import type { FulfilmentStatus, Order, OrderStatus } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Badge, type BadgeTone } from "../../ui/index.ts";

const tones: Record<OrderStatus, BadgeTone> = {
  pending_payment: "warn",
  authorised: "info",
  expiring: "warn",
  paid: "success",
  partly_refunded: "info",
  cancelled: "neutral",
  refunded: "info",
};

export const OrderStatusBadge = ({ status }: { status: OrderStatus }) => {
  const t = useTexts("orders");
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
};

const fulfilmentTones: Record<FulfilmentStatus, BadgeTone> = {
  unfulfilled: "warn",
  packed: "warn",
  partly_fulfilled: "info",
  fulfilled: "success",
  picked_up: "success",
};

/** How far a paid order is on its way to its buyer. */
export const FulfilmentBadge = ({ order }: { order: Pick<Order, "fulfilment" | "delivery"> }) => {
  const t = useTexts("fulfil");
  const waits = order.fulfilment === "packed" && order.delivery.kind === "pickup";
  return (
    <Badge tone={fulfilmentTones[order.fulfilment]}>
      {waits ? t("readyForPickup") : t(`status.${order.fulfilment}`)}
    </Badge>
  );
};

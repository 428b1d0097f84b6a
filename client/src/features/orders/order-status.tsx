import type { OrderStatus } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Badge, type BadgeTone } from "../../ui/index.ts";

const tones: Record<OrderStatus, BadgeTone> = {
  pending_payment: "warn",
  expiring: "warn",
  paid: "success",
  cancelled: "neutral",
  refunded: "info",
};

export const OrderStatusBadge = ({ status }: { status: OrderStatus }) => {
  const t = useTexts("orders");
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
};

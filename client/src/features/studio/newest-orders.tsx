import { orderRoutes } from "@showdrop/shared";
import { ArrowRight } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { Price, RetryNotice } from "../../ui/index.ts";
import { OrderStatusBadge } from "../orders/order-status.tsx";
import { GLANCE, Tile } from "./tile.tsx";

/** Who bought last. */
export const NewestOrders = ({ shopId }: { shopId: string }) => {
  const t = useTexts("studio");
  const now = useNow();
  const { relative } = useDates();
  const orders = useAnswer(orderRoutes.listShopOrders, { params: { shopId }, query: { limit: GLANCE } });
  return (
    <Tile
      title={t("overview.orders")}
      more={
        <Link
          to="/studio/orders"
          className="-my-3 flex h-11 items-center gap-1 text-sm font-semibold text-accent-text hover:underline"
        >
          {t("overview.allOrders")}
          <ArrowRight size={16} aria-hidden />
        </Link>
      }
    >
      <RetryNotice refusal={orders.error} onRetry={orders.refetch} />
      {orders.data?.items.length === 0 && <p className="text-muted">{t("overview.noOrders")}</p>}
      <ul className="-mx-2 flex flex-col">
        {orders.data?.items.map((order) => (
          <li key={order.id}>
            <Link
              to={`/orders/${order.id}`}
              className="flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-raised"
            >
              <span className="min-w-0 grow truncate">
                {order.buyer.displayName}{" "}
                <span className="text-muted">· {relative(order.paidAt ?? order.createdAt, now)}</span>
              </span>
              {order.status !== "paid" && <OrderStatusBadge status={order.status} />}
              <Price money={order.totals.total} className="shrink-0 font-semibold" />
            </Link>
          </li>
        ))}
      </ul>
    </Tile>
  );
};

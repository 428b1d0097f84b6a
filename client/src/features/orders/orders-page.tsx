import { type Order, orderRoutes } from "@showdrop/shared";
import { ShoppingBag } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { PAGE_LENGTH, usePages } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, ButtonLink, Card, EmptyState, Loading, Price, RetryNotice } from "../../ui/index.ts";
import { NamedWhenBuying } from "../account/named-when-buying.tsx";
import { ItemPicture } from "./item-picture.tsx";
import { OrderStatusBadge } from "./order-status.tsx";

const OrderRow = ({ order }: { order: Order }) => {
  const t = useTexts("orders");
  const { date } = useDates();
  const [first, ...others] = order.lines;
  return (
    <Link
      to={`/orders/${order.id}`}
      className="flex items-center gap-4 rounded-lg p-4 transition-colors hover:bg-raised"
    >
      <ItemPicture url={first?.imageUrl ?? null} className="size-16" />
      <div className="min-w-0 grow">
        <p className="line-clamp-2 font-semibold">
          {first?.title}{" "}
          {others.length > 0 && (
            <span className="font-normal text-muted">{t("more", { count: others.length })}</span>
          )}
        </p>
        <p className="truncate text-sm text-muted">
          {order.shop.name} · {date(order.createdAt)}
        </p>
        <p className="text-sm text-faint tabular-nums">{order.number}</p>
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1.5">
        <OrderStatusBadge status={order.status} />
        <Price money={order.totals.total} className="font-semibold" />
      </div>
    </Link>
  );
};

/** What I bought, newest first. */
export const OrdersPage = () => {
  const t = useTexts("orders");
  const common = useTexts();
  usePageTitle(t("mine.title"));
  const orders = usePages(orderRoutes.listMyOrders, (before) => ({ query: { before, limit: PAGE_LENGTH } }));
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{t("mine.title")}</h1>
      <RetryNotice refusal={orders.refusal} onRetry={orders.retry} />
      {!orders.items && !orders.refusal && <Loading />}
      {orders.items?.length === 0 && (
        <EmptyState
          icon={<ShoppingBag aria-hidden />}
          title={t("mine.empty.title")}
          action={
            <ButtonLink to="/" variant="primary">
              {t("mine.empty.home")}
            </ButtonLink>
          }
        >
          {t("mine.empty.text")}
        </EmptyState>
      )}
      {orders.items && orders.items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {orders.items.map((order) => (
              <li key={order.id}>
                <OrderRow order={order} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {orders.more && (
        <Button className="self-center" busy={orders.loadingMore} onClick={orders.more}>
          {common("more")}
        </Button>
      )}
      <NamedWhenBuying />
    </div>
  );
};

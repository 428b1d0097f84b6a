import { MAX_BULK_ORDERS, type Order, orderRoutes, type ShopOrdersFilter } from "@showdrop/shared";
import { Download, PackageCheck, ScanLine, Webhook } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { PAGE_LENGTH, usePages } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Loading,
  Notice,
  Price,
  RetryNotice,
} from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { OrderFilterBar, useOrderFilters } from "./order-filters.tsx";
import { FulfilmentBadge, OrderStatusBadge } from "./order-status.tsx";

const itemsOf = ({ lines }: Order): string =>
  lines.map(({ title, variantName, quantity }) => `${quantity} × ${title}, ${variantName}`).join("; ");

/** The address of the file with these orders. */
const csvUrl = (shopId: string, filter: ShopOrdersFilter): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  return `${orderRoutes.listShopOrders.path.replace(":shopId", shopId)}.csv?${query}`;
};

interface Selection {
  has: (id: string) => boolean;
  toggle: (id: string) => void;
}

const Tick = ({ order, selection }: { order: Order; selection: Selection }) => {
  const t = useTexts("fulfil");
  return (
    <label className="flex size-11 shrink-0 items-center justify-center">
      <input
        type="checkbox"
        aria-label={t("list.select", { number: order.number })}
        checked={selection.has(order.id)}
        onChange={() => selection.toggle(order.id)}
        className="size-5 accent-accent"
      />
    </label>
  );
};

/** One order: a row on a desktop, a card on a phone. */
const OrderRow = ({ order, selection }: { order: Order; selection: Selection }) => {
  const t = useTexts("fulfil");
  const { dateTime } = useDates();
  return (
    <li className="flex items-start gap-1 py-2 pr-4 pl-1 hover:bg-raised">
      <Tick order={order} selection={selection} />
      <Link
        to={`/orders/${order.id}`}
        className="grid min-w-0 grow gap-x-4 gap-y-1 py-2 lg:grid-cols-[11rem_minmax(0,1fr)_auto]"
      >
        <span>
          <span className="font-semibold tabular-nums">{order.number}</span>
          <span className="block text-sm text-muted">{dateTime(order.paidAt ?? order.createdAt)}</span>
        </span>
        <span className="min-w-0">
          <span className="block truncate">{order.buyer.displayName}</span>
          <span className="line-clamp-3 text-sm text-muted">{itemsOf(order)}</span>
          {order.delivery.kind === "pickup" && (
            <span className="block text-sm text-muted">{t("pickupAt", { place: order.delivery.label })}</span>
          )}
        </span>
        <span className="flex flex-wrap items-center gap-2 lg:justify-end lg:self-start">
          {order.askedToCancel && <Badge tone="danger">{t("list.askedBadge")}</Badge>}
          {order.status !== "paid" && <OrderStatusBadge status={order.status} />}
          {order.status !== "refunded" && <FulfilmentBadge order={order} />}
          <Price money={order.totals.total} className="ml-auto font-semibold lg:w-24 lg:text-right" />
        </span>
      </Link>
    </li>
  );
};

const OrderList = ({ shopId, orders }: { shopId: string; orders: readonly Order[] }) => {
  const t = useTexts("fulfil");
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selected = orders.filter(({ id }) => ids.has(id));
  const most = orders.slice(0, MAX_BULK_ORDERS);
  const selection: Selection = {
    has: (id) => ids.has(id),
    toggle: (id) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id) && after.size < MAX_BULK_ORDERS) after.add(id);
        return after;
      }),
  };
  return (
    <>
      <Card>
        <label className="flex h-11 items-center gap-2 border-b border-line pr-4 pl-4 text-sm text-muted">
          <input
            type="checkbox"
            checked={most.every(({ id }) => ids.has(id))}
            onChange={({ target }) => setIds(new Set(target.checked ? most.map(({ id }) => id) : []))}
            className="size-5 accent-accent"
          />
          {t("list.selectAll")}
        </label>
        <ul className="divide-y divide-line">
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} selection={selection} />
          ))}
        </ul>
      </Card>
      {selected.length > 0 && <BulkBar shopId={shopId} orders={selected} onClear={() => setIds(new Set())} />}
    </>
  );
};

/** What the shop has to send. */
export const ShopOrdersPage = () => {
  const t = useTexts("orders");
  const fulfil = useTexts("fulfil");
  const common = useTexts();
  const shop = useStudioShop();
  const allowed = mayManage(shop.role);
  const filters = useOrderFilters();
  usePageTitle(t("shop.title"));
  const orders = usePages(
    orderRoutes.listShopOrders,
    (before) => ({
      params: { shopId: shop.shopId },
      query: { ...filters.filter, before, limit: PAGE_LENGTH },
    }),
    { enabled: allowed },
  );
  if (!allowed)
    return (
      <div className="flex flex-col gap-5">
        <StudioHead title={t("shop.title")} />
        <Notice>{t("shop.notAllowed")}</Notice>
      </div>
    );
  return (
    <div className="flex flex-col gap-5">
      <StudioHead
        title={t("shop.title")}
        text={t("shop.text")}
        action={
          <div className="flex flex-wrap gap-2">
            <ButtonLink size="sm" to="/studio/pickup" icon={<ScanLine size={18} aria-hidden />}>
              {fulfil("list.pickup")}
            </ButtonLink>
            <ButtonLink size="sm" to="/studio/orders/webhook" icon={<Webhook size={18} aria-hidden />}>
              {fulfil("list.export")}
            </ButtonLink>
            <ButtonLink
              size="sm"
              reloadDocument
              to={csvUrl(shop.shopId, filters.filter)}
              title={fulfil("list.csvHint")}
              icon={<Download size={18} aria-hidden />}
            >
              {fulfil("list.csv")}
            </ButtonLink>
          </div>
        }
      />
      <OrderFilterBar handle={shop.handle} filters={filters} />
      <RetryNotice refusal={orders.refusal} onRetry={orders.retry} />
      {!orders.items && !orders.refusal && <Loading />}
      {orders.items?.length === 0 &&
        (filters.any ? (
          <EmptyState
            icon={<PackageCheck aria-hidden />}
            title={fulfil("list.none.title")}
            action={<Button onClick={filters.clear}>{fulfil("list.clear")}</Button>}
          >
            {fulfil("list.none.text")}
          </EmptyState>
        ) : (
          <EmptyState
            icon={<PackageCheck aria-hidden />}
            title={t("shop.empty.title")}
            action={
              <ButtonLink to="/studio/shows" variant="primary">
                {t("shop.empty.shows")}
              </ButtonLink>
            }
          >
            {t("shop.empty.text")}
          </EmptyState>
        ))}
      {orders.items && orders.items.length > 0 && <OrderList shopId={shop.shopId} orders={orders.items} />}
      {orders.more && (
        <Button className="self-center" busy={orders.loadingMore} onClick={orders.more}>
          {common("more")}
        </Button>
      )}
    </div>
  );
};

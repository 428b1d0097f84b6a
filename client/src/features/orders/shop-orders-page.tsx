import { type Order, routes } from "@showdrop/shared";
import { PackageCheck } from "lucide-react";
import { Link } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { PAGE_LENGTH, usePages } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Button, ButtonLink, Card, EmptyState, Loading, Notice, Price, RetryNotice } from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { mayManage, useStudioShop } from "../studio/studio-shop.ts";
import { addressLines } from "./address-lines.ts";
import { OrderStatusBadge } from "./order-status.tsx";

const itemsOf = ({ items }: Order): string =>
  items.map(({ title, variantName, quantity }) => `${quantity} × ${title}, ${variantName}`).join("; ");

const useAddress = () => {
  const { language } = useLanguage();
  return ({ address }: Order) => [address.name, ...addressLines(address, language)].join(", ");
};

const OrdersTable = ({ orders }: { orders: readonly Order[] }) => {
  const t = useTexts("orders");
  const { dateTime } = useDates();
  const addressOf = useAddress();
  const head = "px-4 py-3 text-left text-xs font-semibold whitespace-nowrap text-muted";
  return (
    <Card className="hidden overflow-x-auto lg:block">
      <table className="w-full text-sm">
        <thead className="border-b border-line">
          <tr>
            <th className={head}>{t("shop.number")}</th>
            <th className={head}>{t("shop.customer")}</th>
            <th className={head}>{t("shop.items")}</th>
            <th className={head}>{t("shop.address")}</th>
            <th className={head}>{t("shop.status")}</th>
            <th className={`${head} text-right`}>{t("shop.total")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {orders.map((order) => (
            <tr key={order.id} className="align-top hover:bg-raised">
              <td className="px-4 py-3 whitespace-nowrap">
                <Link
                  to={`/orders/${order.id}`}
                  aria-label={t("shop.open", { number: order.number })}
                  className="font-semibold tabular-nums hover:underline"
                >
                  {order.number}
                </Link>
                <div className="text-muted">{dateTime(order.paidAt ?? order.createdAt)}</div>
              </td>
              <td className="px-4 py-3">{order.buyer.displayName}</td>
              <td className="px-4 py-3">{itemsOf(order)}</td>
              <td className="max-w-64 px-4 py-3 text-muted">{addressOf(order)}</td>
              <td className="px-4 py-3">
                <OrderStatusBadge status={order.status} />
              </td>
              <td className="px-4 py-3 text-right font-semibold">
                <Price money={order.total} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
};

const OrderCards = ({ orders }: { orders: readonly Order[] }) => {
  const { dateTime } = useDates();
  const addressOf = useAddress();
  return (
    <ul className="flex flex-col gap-3 lg:hidden">
      {orders.map((order) => (
        <li key={order.id}>
          <Link
            to={`/orders/${order.id}`}
            className="block rounded-lg border border-line bg-surface p-4 shadow-card"
          >
            <div className="flex items-center justify-between gap-3">
              <span className="font-semibold tabular-nums">{order.number}</span>
              <OrderStatusBadge status={order.status} />
            </div>
            <p className="mt-1 text-sm text-muted">
              {order.buyer.displayName} · {dateTime(order.paidAt ?? order.createdAt)}
            </p>
            <p className="mt-3">{itemsOf(order)}</p>
            <p className="mt-1 text-sm text-muted">{addressOf(order)}</p>
            <p className="mt-3 text-right font-semibold">
              <Price money={order.total} />
            </p>
          </Link>
        </li>
      ))}
    </ul>
  );
};

/** What the shop has to send. */
export const ShopOrdersPage = () => {
  const t = useTexts("orders");
  const common = useTexts();
  const shop = useStudioShop();
  const allowed = mayManage(shop.role);
  usePageTitle(t("shop.title"));
  const orders = usePages(
    routes.listShopOrders,
    (before) => ({ params: { shopId: shop.shopId }, query: { before, limit: PAGE_LENGTH } }),
    { enabled: allowed },
  );
  return (
    <div className="flex flex-col gap-5">
      <StudioHead title={t("shop.title")} text={t("shop.text")} />
      {!allowed && <Notice>{t("shop.notAllowed")}</Notice>}
      <RetryNotice refusal={orders.refusal} onRetry={orders.retry} />
      {allowed && !orders.items && !orders.refusal && <Loading />}
      {orders.items?.length === 0 && (
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
      )}
      {orders.items && orders.items.length > 0 && (
        <>
          <OrdersTable orders={orders.items} />
          <OrderCards orders={orders.items} />
        </>
      )}
      {orders.more && (
        <Button className="self-center" busy={orders.loadingMore} onClick={orders.more}>
          {common("more")}
        </Button>
      )}
    </div>
  );
};

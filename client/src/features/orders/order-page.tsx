import { type Order, routes } from "@showdrop/shared";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, Card, Loading, NotFound, Notice, Price, RetryNotice } from "../../ui/index.ts";
import { addressLines } from "./address-lines.ts";
import { ItemPicture } from "./item-picture.tsx";
import { OrderStatusBadge } from "./order-status.tsx";

/** While money is on its way the page asks again this often. */
const REFRESH_MS = 3_000;

const isMoving = (order: Order | undefined): boolean =>
  order?.status === "pending_payment" || order?.status === "expiring";

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-3 p-5">
    <h2 className="text-sm font-semibold text-muted">{title}</h2>
    {children}
  </section>
);

const Items = ({ order }: { order: Order }) => {
  const t = useTexts("orders");
  return (
    <Section title={t("items")}>
      <ul className="flex flex-col gap-4">
        {order.items.map((item) => (
          <li key={item.variantId} className="flex items-center gap-4">
            <ItemPicture url={item.imageUrl} className="size-16" />
            <div className="min-w-0 grow">
              <Link to={`/products/${item.productId}`} className="font-semibold hover:underline">
                {item.title}
              </Link>
              <p className="text-sm text-muted">
                {item.variantName} · {t("quantity", { count: item.quantity })}
              </p>
            </div>
            <Price money={item.unitPrice} className="font-semibold" />
          </li>
        ))}
      </ul>
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-y-1.5 border-t border-line pt-4">
        <dt className="text-muted">{t("subtotal")}</dt>
        <dd className="text-right">
          <Price money={order.subtotal} />
        </dd>
        <dt className="text-muted">{t("shipping")}</dt>
        <dd className="text-right">
          {order.shipping.amount === 0 ? t("free") : <Price money={order.shipping} />}
        </dd>
        <dt className="text-lg font-bold">{t("total")}</dt>
        <dd className="text-right text-lg font-bold">
          <Price money={order.total} />
        </dd>
      </dl>
    </Section>
  );
};

const Delivery = ({ order, mine }: { order: Order; mine: boolean }) => {
  const t = useTexts("orders");
  const { language } = useLanguage();
  return (
    <Section title={mine && order.status === "paid" ? t("delivery") : t("address")}>
      {mine && order.status === "paid" && <p>{t("deliveryText", { shop: order.shop.name })}</p>}
      <address className="leading-relaxed not-italic">
        <span className="block font-semibold">{order.address.name}</span>
        {addressLines(order.address, language).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
        <span className="block text-muted tabular-nums">{order.address.phone}</span>
      </address>
    </Section>
  );
};

const OrderDetails = ({ order }: { order: Order }) => {
  const t = useTexts("orders");
  const { me } = useMe();
  const { dateTime, time } = useDates();
  const mine = me?.id === order.buyer.id;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <Link
        to={mine ? "/orders" : "/studio/orders"}
        className="flex h-11 w-fit items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft size={18} aria-hidden />
        {mine ? t("back") : t("backToShop")}
      </Link>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-2xl font-bold tracking-tight tabular-nums sm:text-3xl">
          {t("order", { number: order.number })}
        </h1>
        <OrderStatusBadge status={order.status} />
        <p className="w-full text-muted">{t("placed", { when: dateTime(order.createdAt) })}</p>
      </header>
      {mine && (
        <Notice tone={order.status === "paid" ? "success" : isMoving(order) ? "warn" : "info"}>
          {t(`explained.${order.status}`, { shop: order.shop.name, time: time(order.expiresAt) })}
        </Notice>
      )}
      <Card className="divide-y divide-line">
        <Items order={order} />
        <Delivery order={order} mine={mine} />
        {!mine && (
          <Section title={t("buyer")}>
            <p className="font-semibold">{order.buyer.displayName}</p>
          </Section>
        )}
      </Card>
      <div className="flex flex-wrap gap-2">
        <ButtonLink
          to={`/shows/${order.showId}`}
          variant={order.status === "pending_payment" ? "primary" : "secondary"}
        >
          {t("show")}
        </ButtonLink>
        {mine && (
          <ButtonLink to={`/@${order.shop.handle}`}>{t("toShop", { shop: order.shop.name })}</ButtonLink>
        )}
      </div>
    </div>
  );
};

/** One order: for its buyer, and for the shop that fulfils it. */
export const OrderPage = () => {
  const t = useTexts("orders");
  const { orderId = "" } = useParams();
  const order = useAnswer(
    routes.readOrder,
    { params: { orderId } },
    { refetchInterval: ({ state }) => (isMoving(state.data) ? REFRESH_MS : false) },
  );
  usePageTitle(order.data && t("order", { number: order.data.number }));
  if (order.data) return <OrderDetails order={order.data} />;
  if (order.isPending) return <Loading />;
  if (order.error.code === "NOT_FOUND" || order.error.code === "INVALID_INPUT") return <NotFound />;
  return <RetryNotice refusal={order.error} onRetry={order.refetch} />;
};

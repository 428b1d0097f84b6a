import { fulfilmentRoutes, type Order, type OrderDetails, orderRoutes } from "@showdrop/shared";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, Card, Loading, NotFound, Notice, Price, RetryNotice } from "../../ui/index.ts";
import { SignInFirst } from "../account/sign-in-first.tsx";
import { OrderPaymentCard } from "../payouts/order-payment-card.tsx";
import { TotalsLines } from "../pricing/totals-lines.tsx";
import { ReviewInvitation } from "../reviews/review-invitation.tsx";
import { addressLines } from "./address-lines.ts";
import { BuyerCancellation } from "./cancellation.tsx";
import { ItemPicture } from "./item-picture.tsx";
import { NoteForm, OrderDesk } from "./order-desk.tsx";
import { FulfilmentBadge, OrderStatusBadge } from "./order-status.tsx";
import { OrderTimeline } from "./order-timeline.tsx";
import { Parcels } from "./parcels.tsx";
import { PickupCard } from "./pickup-card.tsx";

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
        {order.lines.map((item) => (
          <li key={item.id} className="flex items-center gap-4">
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
      <div className="border-t border-line pt-4">
        <TotalsLines totals={order.totals} delivery={order.delivery} bundle={order.bundle} />
      </div>
    </Section>
  );
};

const Delivery = ({ order, mine }: { order: Order; mine: boolean }) => {
  const t = useTexts("orders");
  const fulfil = useTexts("fulfil");
  const { language } = useLanguage();
  const pickup = order.delivery.kind === "pickup";
  const waits = mine && !pickup && order.status === "paid" && order.fulfilment === "unfulfilled";
  return (
    <Section title={waits || pickup ? t("delivery") : t("address")}>
      {waits && <p>{t("deliveryText", { shop: order.shop.name })}</p>}
      {order.address && (
        <address className="leading-relaxed not-italic">
          <span className="block font-semibold">{order.address.name}</span>
          {addressLines(order.address, language).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
          <span className="block text-muted tabular-nums">{order.address.phone}</span>
        </address>
      )}
      {pickup && <p>{fulfil("pickupAt", { place: order.delivery.label })}</p>}
    </Section>
  );
};

/** What an order's parcels, pickup and timeline say, and what can be done with it. */
const Progress = ({ order, details, orderKey }: Shown) => {
  const t = useTexts("fulfil");
  const paid = order.paidAt !== null;
  if (!paid) return null;
  return (
    <Card className="divide-y divide-line">
      {!details.forTeam && order.delivery.kind === "pickup" && (
        <Section title={t("pickup.title")}>
          <PickupCard order={order} details={details} orderKey={orderKey} />
        </Section>
      )}
      <Section title={order.delivery.kind === "pickup" ? t("handover") : t("parcels")}>
        <Parcels order={order} details={details} />
      </Section>
      <Section title={t("timeline.title")}>
        {details.forTeam && <NoteForm orderId={order.id} />}
        <OrderTimeline order={order} details={details} />
      </Section>
    </Card>
  );
};

interface Shown {
  order: Order;
  details: OrderDetails;
  /** The key in a mail's link, for a buyer without an account. */
  orderKey: string | undefined;
}

const OrderView = ({ order, details, orderKey }: Shown) => {
  const t = useTexts("orders");
  const fulfil = useTexts("fulfil");
  const { dateTime, time } = useDates();
  const mine = !details.forTeam;
  const explained = t(`explained.${order.status}`, { shop: order.shop.name, time: time(order.expiresAt) });
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      {!orderKey && (
        <Link
          to={mine ? "/orders" : "/studio/orders"}
          className="flex h-11 w-fit items-center gap-2 font-semibold text-muted hover:text-ink"
        >
          <ArrowLeft size={18} aria-hidden />
          {mine ? t("back") : t("backToShop")}
        </Link>
      )}
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-2xl font-bold tracking-tight tabular-nums sm:text-3xl">
          {t("order", { number: order.number })}
        </h1>
        <OrderStatusBadge status={order.status} />
        {/* What is to be done is the shop's to read; its buyer is told in a sentence that it is prepared. */}
        {order.paidAt && order.status !== "refunded" && !(mine && order.fulfilment === "unfulfilled") && (
          <FulfilmentBadge order={order} />
        )}
        <p className="w-full text-muted">{t("placed", { when: dateTime(order.createdAt) })}</p>
      </header>
      {mine && !(order.status === "paid" && order.fulfilment !== "unfulfilled") && (
        <Notice tone={order.status === "paid" ? "success" : isMoving(order) ? "warn" : "info"}>
          {explained}
        </Notice>
      )}
      {details.forTeam && order.paidAt && <OrderDesk order={order} details={details} />}
      {order.bundle && <Notice>{fulfil("bundle", { numbers: order.bundle.orders.join(", ") })}</Notice>}
      {mine && !orderKey && (
        <Suspense fallback={null}>
          <ReviewInvitation order={order} />
        </Suspense>
      )}
      <Progress order={order} details={details} orderKey={orderKey} />
      <Card className="divide-y divide-line">
        <Items order={order} />
        <Delivery order={order} mine={mine} />
        {!mine && (
          <Section title={t("buyer")}>
            <p className="font-semibold">{order.buyer.displayName}</p>
            <p className="break-all text-muted">{order.email}</p>
          </Section>
        )}
      </Card>
      {!mine && <OrderPaymentCard order={order} />}
      {mine && order.paidAt && <BuyerCancellation order={order} details={details} orderKey={orderKey} />}
      <div className="flex flex-wrap gap-2">
        {order.showId && (
          <ButtonLink
            to={`/shows/${order.showId}`}
            variant={order.status === "pending_payment" ? "primary" : "secondary"}
          >
            {t("show")}
          </ButtonLink>
        )}
        {mine && (
          <ButtonLink to={`/@${order.shop.handle}`}>{t("toShop", { shop: order.shop.name })}</ButtonLink>
        )}
      </div>
    </div>
  );
};

/** One order: for its buyer, for the shop that fulfils it, and for whoever has the link of its mails. */
export const OrderPage = () => {
  const t = useTexts("orders");
  const { orderId = "" } = useParams();
  const orderKey = useSearchParams()[0].get("key") ?? undefined;
  const args = { params: { orderId }, ...(orderKey === undefined ? {} : { query: { key: orderKey } }) };
  const order = useAnswer(orderRoutes.readOrder, args, {
    refetchInterval: ({ state }) => (isMoving(state.data) ? REFRESH_MS : false),
  });
  const details = useAnswer(fulfilmentRoutes.readOrderDetails, args);
  usePageTitle(order.data && t("order", { number: order.data.number }));
  if (order.data && details.data)
    return <OrderView order={order.data} details={details.data} orderKey={orderKey} />;
  const refusal = order.error ?? details.error;
  if (!refusal) return <Loading />;
  if (refusal.code === "SIGN_IN_REQUIRED") return <SignInFirst />;
  if (refusal.code === "NOT_FOUND" || refusal.code === "INVALID_INPUT") return <NotFound />;
  return <RetryNotice refusal={refusal} onRetry={() => Promise.all([order.refetch(), details.refetch()])} />;
};

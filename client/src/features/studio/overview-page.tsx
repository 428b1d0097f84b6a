import { type Product, routes, type ShopPage, type Show } from "@showdrop/shared";
import { ArrowRight, Check, Pencil, Video } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Button,
  ButtonLink,
  Card,
  classes,
  LiveBadge,
  Loading,
  Notice,
  Price,
  RetryNotice,
} from "../../ui/index.ts";
import { OrderStatusBadge } from "../orders/order-status.tsx";
import { sortShows } from "../shows/sort-shows.ts";
import { EditShopForm } from "./edit-shop-form.tsx";
import { StudioHead } from "./studio-head.tsx";
import { mayManage, useStudioShop } from "./studio-shop.ts";

/** Fewer units than this of a variant are worth a word. */
const LOW = 5;
/** As many lines as a glance takes in. */
const GLANCE = 5;

const Tile = ({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) => (
  <Card className="flex flex-col gap-3 p-5">
    <div className="flex min-h-6 items-center justify-between gap-3">
      <h2 className="text-sm font-semibold text-muted">{title}</h2>
      {more}
    </div>
    {children}
  </Card>
);

const OnAir = ({ show }: { show: Show }) => {
  const t = useTexts("studio");
  const common = useTexts();
  return (
    <Card className="flex flex-wrap items-center gap-4 border-accent p-5">
      <div className="min-w-0 grow basis-60">
        <h2 className="flex items-center gap-2 text-lg font-semibold">
          {t("overview.liveNow")} <LiveBadge />
        </h2>
        <p className="text-muted">
          {t("overview.liveText", { title: show.title, viewers: common("viewers", { count: show.viewers }) })}
        </p>
      </div>
      <ButtonLink to={`/studio/shows/${show.id}`} variant="primary" icon={<Video size={18} aria-hidden />}>
        {t("overview.toLive")}
      </ButtonLink>
    </Card>
  );
};

const NextShow = ({ show, manages }: { show: Show | undefined; manages: boolean }) => {
  const t = useTexts("studio");
  const now = useNow();
  const { dateTime, relative } = useDates();
  return (
    <Tile title={t("overview.next")}>
      {show ? (
        <>
          <div>
            <p className="text-lg leading-snug font-semibold">{show.title}</p>
            <p className="text-muted">
              {dateTime(show.startsAt)} · {relative(show.startsAt, now)}
            </p>
          </div>
          <ButtonLink
            to={`/studio/shows/${show.id}`}
            icon={<Video size={18} aria-hidden />}
            className="mt-auto self-start"
          >
            {t("overview.prepare")}
          </ButtonLink>
        </>
      ) : (
        <>
          <p className="text-muted">{t("overview.none")}</p>
          {manages && (
            <ButtonLink to="/studio/shows" variant="primary" className="mt-auto self-start">
              {t("overview.plan")}
            </ButtonLink>
          )}
        </>
      )}
    </Tile>
  );
};

const LowStock = ({ products }: { products: readonly Product[] }) => {
  const t = useTexts("studio");
  const common = useTexts();
  const low = products
    .filter(({ archived }) => !archived)
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
    .filter(({ variant }) => variant.available < LOW)
    .toSorted((a, b) => a.variant.available - b.variant.available)
    .slice(0, GLANCE);
  return (
    <Tile title={t("overview.low")}>
      {low.length === 0 && <p className="text-muted">{t("overview.lowNone")}</p>}
      <ul className="-mx-2 flex flex-col">
        {low.map(({ product, variant }) => (
          <li key={variant.id}>
            <Link
              to={`/studio/products/${product.id}`}
              className="flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-raised"
            >
              <span className="min-w-0 grow truncate">
                {product.title} <span className="text-muted">· {variant.name}</span>
              </span>
              <span
                className={classes(
                  "shrink-0 text-sm font-semibold tabular-nums",
                  variant.available === 0 ? "text-danger" : "text-warn",
                )}
              >
                {variant.available === 0
                  ? common("soldOut")
                  : t("overview.left", { count: variant.available })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Tile>
  );
};

const NewestOrders = ({ shopId }: { shopId: string }) => {
  const t = useTexts("studio");
  const now = useNow();
  const { relative } = useDates();
  const orders = useAnswer(routes.listShopOrders, { params: { shopId }, query: { limit: GLANCE } });
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
              <Price money={order.total} className="shrink-0 font-semibold" />
            </Link>
          </li>
        ))}
      </ul>
    </Tile>
  );
};

const Step = ({
  to,
  number,
  done,
  title,
  text,
}: {
  to: string;
  number: number;
  done: boolean;
  title: string;
  text: string;
}) => {
  const t = useTexts("studio");
  return (
    <li>
      <Link to={to} className="flex items-center gap-4 rounded-md p-3 hover:bg-raised">
        <span
          aria-hidden
          className={classes(
            "flex size-9 shrink-0 items-center justify-center rounded-full font-semibold",
            done ? "bg-success-soft text-success" : "bg-accent-soft text-accent-text",
          )}
        >
          {done ? <Check size={18} /> : number}
        </span>
        <span className="grow">
          <span className={classes("block font-semibold", done && "text-muted line-through")}>
            {title}
            {done && <span className="sr-only"> ({t("overview.done")})</span>}
          </span>
          <span className="text-sm text-muted">{text}</span>
        </span>
        <ArrowRight size={18} aria-hidden className="shrink-0 text-faint" />
      </Link>
    </li>
  );
};

const FirstSteps = ({ page: { products, shows } }: { page: ShopPage }) => {
  const t = useTexts("studio");
  const next = sortShows(shows).coming[0];
  return (
    <Tile title={t("overview.steps")}>
      <ol className="-mx-3 flex flex-col">
        <Step
          to="/studio/products/new"
          number={1}
          done={products.length > 0}
          title={t("overview.stepProduct")}
          text={t("overview.stepProductText")}
        />
        <Step
          to="/studio/shows"
          number={2}
          done={shows.length > 0}
          title={t("overview.stepShow")}
          text={t("overview.stepShowText")}
        />
        <Step
          to={next ? `/studio/shows/${next.id}` : "/studio/shows"}
          number={3}
          done={false}
          title={t("overview.stepLive")}
          text={t("overview.stepLiveText")}
        />
      </ol>
    </Tile>
  );
};

const Glance = ({ page }: { page: ShopPage }) => {
  const t = useTexts("studio");
  const { shopId, role } = useStudioShop();
  const manages = mayManage(role);
  const { on, coming, past } = sortShows(page.shows);
  return (
    <>
      {!manages && <Notice>{t("overview.moderator")}</Notice>}
      {on[0] && <OnAir show={on[0]} />}
      {manages && on.length === 0 && past.length === 0 && <FirstSteps page={page} />}
      <div className="grid gap-4 md:grid-cols-2">
        <NextShow show={coming[0]} manages={manages} />
        {manages && <LowStock products={page.products} />}
      </div>
      {manages && <NewestOrders shopId={shopId} />}
    </>
  );
};

/** The shop at a glance. */
export const OverviewPage = () => {
  const t = useTexts("studio");
  const { me } = useMe();
  const shop = useStudioShop();
  const [editing, setEditing] = useState(false);
  usePageTitle(t("title"));
  const page = useAnswer(routes.readShopPage, { params: { handle: shop.handle } });
  return (
    <div className="flex flex-col gap-4">
      <StudioHead
        title={t("overview.title", { name: me?.displayName ?? "" })}
        action={
          mayManage(shop.role) &&
          page.data && (
            <Button icon={<Pencil size={18} aria-hidden />} onClick={() => setEditing(true)}>
              {t("editShop")}
            </Button>
          )
        }
      />
      <RetryNotice refusal={page.error} onRetry={page.refetch} />
      {page.isPending && <Loading />}
      {page.data && <Glance page={page.data} />}
      {editing && page.data && <EditShopForm shop={page.data.shop} onClose={() => setEditing(false)} />}
    </div>
  );
};

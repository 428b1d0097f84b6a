import type { DeliverySummary, Product, ProductPage, Showing } from "@showdrop/shared";
import { MapPin, Play, Radio, RotateCcw, Truck } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { Badge, ButtonLink, Card, classes, Price } from "../../ui/index.ts";
import { sortShows } from "../shows/sort-shows.ts";

/** Fewer than this many units are counted out to the customer. */
const FEW = 10;

/** Every option with its price and what is left of it. */
export const Variants = ({ product }: { product: Product }) => {
  const t = useTexts("shop");
  const common = useTexts();
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold text-muted">{t("product.options")}</h2>
      <Card>
        <ul className="divide-y divide-line">
          {product.variants.map(({ id, name, price, available }) => (
            <li key={id} className="flex items-center gap-3 px-4 py-3">
              <span className={classes("grow font-medium", available === 0 && "text-muted")}>{name}</span>
              {available === 0 && <Badge>{common("soldOut")}</Badge>}
              {available > 0 && (
                <span
                  className={classes(
                    "text-sm tabular-nums",
                    available < FEW ? "font-semibold text-warn" : "text-muted",
                  )}
                >
                  {available < FEW ? t("product.stock", { count: available }) : t("product.inStock")}
                </span>
              )}
              <Price money={price} className="min-w-20 text-right font-semibold" />
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
};

/** Where else it may be had: in a drop of the shop's present or next show. */
export const WhereToBuy = ({ shop, shows }: Pick<ProductPage, "shop" | "shows">) => {
  const t = useTexts("shop");
  const now = useNow();
  const { relative } = useDates();
  const { on, coming } = sortShows(shows);
  const show = on[0] ?? coming[0];
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h2 className="flex items-center gap-2 font-semibold">
          <Radio size={18} aria-hidden className="text-accent-text" />
          {t("product.buyLive")}
        </h2>
        <p className="mt-1 text-muted">
          {on[0] && t("product.buyLiveNow", { shop: shop.name })}
          {!on[0] &&
            coming[0] &&
            t("product.buyLiveNext", { shop: shop.name, when: relative(coming[0].startsAt, now) })}
          {!show && t("product.buyLiveNone")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {show && (
          <ButtonLink to={`/shows/${show.id}`} variant="primary">
            {on[0] ? t("product.watch") : t("product.seeShow")}
          </ButtonLink>
        )}
        <ButtonLink to={`/@${shop.handle}`}>{t("product.seeShop", { shop: shop.name })}</ButtonLink>
      </div>
    </Card>
  );
};

const Fact = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li className="flex gap-3">
    <span aria-hidden className="mt-0.5 shrink-0 text-muted">
      {icon}
    </span>
    <span className="min-w-0">{children}</span>
  </li>
);

/** How it comes to its buyer and how it goes back, as the shop has set it up. */
export const Delivery = ({ delivery, shopName }: { delivery: DeliverySummary; shopName: string }) => {
  const t = useTexts("shop");
  const { locale } = useLanguage();
  const { free, from, freeOver, countries, places } = delivery;
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const list = new Intl.ListFormat(locale);
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-sm font-semibold text-muted">{t("product.delivery.title")}</h2>
      <ul className="flex flex-col gap-2.5">
        <Fact icon={<Truck size={18} />}>
          {free && t("product.delivery.free")}
          {from && (
            <>
              {t("product.delivery.from")} <Price money={from} className="font-semibold" />
            </>
          )}
          {!free && !from && t("product.delivery.calculated")}
          {freeOver && (
            <span className="block text-sm text-muted">
              {t("product.delivery.freeOver")} <Price money={freeOver} />
            </span>
          )}
          <span className="block text-sm text-muted">
            {countries === null
              ? t("product.delivery.everywhere")
              : t("product.delivery.to", {
                  countries: list.format(countries.map((country) => names.of(country) ?? country)),
                })}
          </span>
        </Fact>
        {places.length > 0 && (
          <Fact icon={<MapPin size={18} />}>
            {t("product.delivery.pickup", { places: list.format(places) })}
          </Fact>
        )}
        <Fact icon={<RotateCcw size={18} />}>{t("product.delivery.returns", { shop: shopName })}</Fact>
      </ul>
    </section>
  );
};

/** Shows in which it was brought to the front, each with the way to that moment. */
export const ShownIn = ({ showings }: { showings: readonly Showing[] }) => {
  const t = useTexts("shop");
  const { date } = useDates();
  if (showings.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-sm font-semibold text-muted">{t("product.shownIn")}</h2>
      <ul className="flex flex-col gap-2">
        {showings.map(({ show, at }) => {
          const live = show.status !== "ended";
          return (
            <li key={show.id}>
              <Link
                to={live ? `/shows/${show.id}` : `/shows/${show.id}?at=${encodeURIComponent(at)}`}
                className="flex min-h-11 items-center gap-3 rounded-md border border-line bg-surface px-3 py-2 hover:bg-raised"
              >
                <span
                  aria-hidden
                  className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent-text"
                >
                  {live ? <Radio size={18} /> : <Play size={16} fill="currentColor" />}
                </span>
                <span className="min-w-0">
                  <span className="block truncate font-medium">
                    {t(live ? "product.shownLive" : "product.shownAt", { title: show.title })}
                  </span>
                  <span className="block text-sm text-muted">{date(at)}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

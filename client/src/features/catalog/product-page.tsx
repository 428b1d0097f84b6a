import { type Product, type ProductPage as ProductPageAnswer, routes } from "@showdrop/shared";
import { ArrowLeft, Radio } from "lucide-react";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import {
  Badge,
  ButtonLink,
  Card,
  classes,
  Loading,
  NotFound,
  Notice,
  Price,
  RetryNotice,
} from "../../ui/index.ts";
import { sortShows } from "../shows/sort-shows.ts";
import { ProductPicture, ProductPrice } from "./product-card.tsx";

/** Fewer than this many units are counted out to the customer. */
const FEW = 10;

const Gallery = ({ product }: { product: Product }) => {
  const t = useTexts("shop");
  const [shown, setShown] = useState(0);
  const image = product.images[shown];
  return (
    <div className="flex flex-col gap-3">
      <div className="aspect-square overflow-hidden rounded-xl bg-raised">
        {image ? (
          <img src={image.url} alt={product.title} className="size-full object-cover" />
        ) : (
          <ProductPicture product={product} />
        )}
      </div>
      {product.images.length > 1 && (
        <ul aria-label={t("product.pictures")} className="flex flex-wrap gap-2">
          {product.images.map((picture, index) => (
            <li key={picture.id}>
              <button
                type="button"
                aria-label={t("product.picture", { number: index + 1 })}
                aria-pressed={index === shown}
                onClick={() => setShown(index)}
                className={classes(
                  "size-16 overflow-hidden rounded-md border-2 transition-colors",
                  index === shown ? "border-accent" : "border-transparent hover:border-line-strong",
                )}
              >
                <img src={picture.url} alt="" className="size-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

const Variants = ({ product }: { product: Product }) => {
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

/** Where it can be bought: in a live drop, and so in the shop's present or next show. */
const WhereToBuy = ({ shop, shows }: Omit<ProductPageAnswer, "product">) => {
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

const ProductAt = ({ product, shop, shows }: ProductPageAnswer) => {
  const t = useTexts("shop");
  return (
    <div className="flex flex-col gap-4">
      <Link
        to={`/@${shop.handle}`}
        className="flex h-11 w-fit items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft size={18} aria-hidden />
        {shop.name}
      </Link>
      <div className="grid gap-6 md:grid-cols-2 md:gap-10">
        <Gallery product={product} />
        <div className="flex flex-col gap-6">
          <div>
            <h1 className="text-2xl leading-tight font-bold tracking-tight sm:text-3xl">{product.title}</h1>
            <ProductPrice product={product} className="mt-2 inline-block text-xl" />
          </div>
          {product.archived && <Notice tone="warn">{t("product.archived")}</Notice>}
          <Variants product={product} />
          {!product.archived && <WhereToBuy shop={shop} shows={shows} />}
          {product.description && (
            <section className="flex flex-col gap-2">
              <h2 className="text-sm font-semibold text-muted">{t("product.about")}</h2>
              <p className="leading-relaxed whitespace-pre-line">{product.description}</p>
            </section>
          )}
        </div>
      </div>
    </div>
  );
};

/** One product as a customer sees it. */
export const ProductPage = () => {
  const { productId = "" } = useParams();
  const page = useAnswer(routes.readProduct, { params: { productId } });
  usePageTitle(page.data?.product.title);
  if (page.data) return <ProductAt {...page.data} />;
  if (page.isPending) return <Loading />;
  if (page.error.code === "NOT_FOUND" || page.error.code === "INVALID_INPUT") return <NotFound />;
  return <RetryNotice refusal={page.error} onRetry={page.refetch} />;
};

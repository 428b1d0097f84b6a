import { catalogRoutes, type ProductPage as ProductPageAnswer } from "@showdrop/shared";
import { ArrowLeft } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { NotFound, Notice, RetryNotice, Skeleton } from "../../ui/index.ts";
import { AddToBag } from "../cart/add-to-bag.tsx";
import { useBag } from "../cart/bag.tsx";
import { BagButton } from "../cart/bag-button.tsx";
import { FollowButton } from "../follow/follow-buttons.tsx";
import { RatingLine } from "../reviews/stars.tsx";
import { Gallery } from "./gallery.tsx";
import { isSoldOut } from "./product.ts";
import { ProductCard, ProductPrice } from "./product-card.tsx";
import { Delivery, ShownIn, Variants, WhereToBuy } from "./product-facts.tsx";

// Below the fold, and read by those who stay: it comes after what is seen first.
const ReviewsSection = lazy(() =>
  import("../reviews/reviews-section.tsx").then((m) => ({ default: m.ReviewsSection })),
);

/** Nothing to buy now: says so, and how to hear of it again. */
const SoldOut = ({ shop }: Pick<ProductPageAnswer, "shop">) => {
  const t = useTexts("shop");
  return (
    <Notice tone="warn">
      <span className="flex flex-col items-start gap-3">
        <span>
          <strong className="block">{t("product.soldOut")}</strong>
          {t("product.soldOutText", { shop: shop.name })}
        </span>
        <FollowButton shop={shop} />
      </span>
    </Notice>
  );
};

const More = ({ products, shopName }: { products: ProductPageAnswer["more"]; shopName: string }) => {
  const t = useTexts("shop");
  if (products.length === 0) return null;
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-xl font-bold tracking-tight">{t("product.more", { shop: shopName })}</h2>
      <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-4 lg:grid-cols-4">
        {products.map((product) => (
          <li key={product.id} className="min-w-0">
            <ProductCard product={product} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const ProductAt = ({ product, shop, shows, delivery, shownIn, more }: ProductPageAnswer) => {
  const t = useTexts("shop");
  const bag = useBag(shop.id, "shop");
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-4">
        <Link
          to={`/@${shop.handle}`}
          className="flex h-11 w-fit items-center gap-2 font-semibold text-muted hover:text-ink"
        >
          <ArrowLeft size={18} aria-hidden />
          {shop.name}
        </Link>
        <BagButton shopId={shop.id} onOpen={bag.open} />
      </div>
      {bag.panel}
      <div className="grid gap-6 md:grid-cols-2 md:gap-10">
        <div className="min-w-0 md:sticky md:top-24 md:self-start">
          <Gallery key={product.id} product={product} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <div>
            <h1 className="text-2xl leading-tight font-bold tracking-tight text-balance sm:text-3xl">
              {product.title}
            </h1>
            <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
              <ProductPrice product={product} className="text-xl" />
              {product.rating.count > 0 && (
                <a href="#reviews" className="flex min-h-8 items-center rounded-sm hover:underline">
                  <RatingLine rating={product.rating} className="text-base" />
                </a>
              )}
            </div>
          </div>
          {product.archived && <Notice tone="warn">{t("product.archived")}</Notice>}
          {!product.archived && isSoldOut(product) && <SoldOut shop={shop} />}
          <AddToBag product={product} onBuyNow={bag.checkOut} />
          <Variants product={product} />
          {product.description && (
            <section className="flex flex-col gap-2">
              <h2 className="text-sm font-semibold text-muted">{t("product.about")}</h2>
              <p className="leading-relaxed whitespace-pre-line">{product.description}</p>
            </section>
          )}
          <ShownIn showings={shownIn} />
          {!product.archived && <WhereToBuy shop={shop} shows={shows} />}
          {!product.archived && <Delivery delivery={delivery} shopName={shop.name} />}
        </div>
      </div>
      <div className="mt-8 flex flex-col gap-12 border-t border-line pt-8">
        <Suspense fallback={<Skeleton className="h-96 w-full" />}>
          <ReviewsSection key={product.id} product={product} shopName={shop.name} />
        </Suspense>
        <More products={more} shopName={shop.name} />
      </div>
    </div>
  );
};

/** The page's shape while it loads: nothing moves when it is there. */
const Shape = () => (
  <div className="flex flex-col gap-4" role="status">
    <Skeleton className="h-11 w-40" />
    <div className="grid gap-6 md:grid-cols-2 md:gap-10">
      <Skeleton className="aspect-square w-full rounded-xl!" />
      <div className="flex flex-col gap-6">
        <Skeleton className="h-9 w-4/5" />
        <Skeleton className="h-7 w-1/3" />
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-40 w-full" />
      </div>
    </div>
  </div>
);

/** One product as a customer sees it. */
export const ProductPage = () => {
  const { productId = "" } = useParams();
  const page = useAnswer(catalogRoutes.readProduct, { params: { productId } });
  usePageTitle(page.data?.product.title);
  if (page.data) return <ProductAt {...page.data} />;
  if (page.isPending) return <Shape />;
  if (page.error.code === "NOT_FOUND" || page.error.code === "INVALID_INPUT") return <NotFound />;
  return <RetryNotice refusal={page.error} onRetry={page.refetch} />;
};

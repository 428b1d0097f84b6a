import type { Product } from "@showdrop/shared";
import { ImageOff } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { Badge, classes, Picture, Price } from "../../ui/index.ts";
import { RatingLine } from "../reviews/stars.tsx";
import { cheapest, isSoldOut } from "./product.ts";

/** How wide a card's picture is: half a phone, a quarter of a desktop's column. */
const CARD_SIZES = "(min-width: 1024px) 270px, (min-width: 640px) 33vw, 50vw";

/** A product's first picture, or a quiet square. */
export const ProductPicture = ({
  product,
  sizes = CARD_SIZES,
  eager = false,
  className,
}: {
  product: Product;
  sizes?: string;
  eager?: boolean;
  className?: string;
}) => {
  const [image] = product.images;
  if (image)
    return (
      <Picture
        {...image}
        alt=""
        sizes={sizes}
        eager={eager}
        className={classes("size-full object-cover", className)}
      />
    );
  return (
    <div
      aria-hidden
      className={classes("flex size-full items-center justify-center bg-raised text-faint", className)}
    >
      <ImageOff className="size-1/4 max-h-8" strokeWidth={1.5} />
    </div>
  );
};

/** The lowest price, marked as such where variants differ. */
export const ProductPrice = ({ product, className }: { product: Product; className?: string }) => {
  const t = useTexts("shop");
  const lowest = cheapest(product);
  const differ = product.variants.some(({ price }) => price.amount !== lowest.amount);
  return (
    <span className={classes("font-semibold", className)}>
      {differ && <span className="font-normal text-muted">{t("product.from")} </span>}
      <Price money={lowest} />
    </span>
  );
};

/** A product that leads to its page. */
export const ProductCard = ({ product, eager = false }: { product: Product; eager?: boolean }) => {
  const t = useTexts();
  const soldOut = isSoldOut(product);
  return (
    <Link to={`/products/${product.id}`} className="group flex min-w-0 flex-col gap-2.5 rounded-lg">
      <div className="relative aspect-square overflow-hidden rounded-lg bg-raised">
        <ProductPicture
          product={product}
          eager={eager}
          className={classes(
            "transition-transform duration-500 ease-out group-hover:scale-103",
            soldOut && "opacity-50 grayscale",
          )}
        />
        {soldOut && (
          <Badge tone="overlay" className="absolute top-2 left-2">
            {t("soldOut")}
          </Badge>
        )}
      </div>
      <div className="min-w-0">
        <h3 className="line-clamp-2 leading-snug font-medium">{product.title}</h3>
        <div className="flex flex-wrap items-center justify-between gap-x-2">
          <ProductPrice product={product} className={soldOut ? "text-muted" : ""} />
          <RatingLine rating={product.rating} />
        </div>
      </div>
    </Link>
  );
};

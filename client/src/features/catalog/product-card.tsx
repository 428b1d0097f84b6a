import type { Product } from "@showdrop/shared";
import { ImageOff } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { Badge, classes, Price } from "../../ui/index.ts";
import { cheapest, isSoldOut } from "./product.ts";

/** A product's first picture, or a quiet square. */
export const ProductPicture = ({ product, className }: { product: Product; className?: string }) => {
  const [image] = product.images;
  if (image)
    return (
      <img src={image.url} alt="" loading="lazy" className={classes("size-full object-cover", className)} />
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
export const ProductCard = ({ product }: { product: Product }) => {
  const t = useTexts();
  const soldOut = isSoldOut(product);
  return (
    <Link to={`/products/${product.id}`} className="group flex min-w-0 flex-col gap-2.5 rounded-lg">
      <div className="relative aspect-square overflow-hidden rounded-lg bg-raised">
        <ProductPicture
          product={product}
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
        <ProductPrice product={product} className={soldOut ? "text-muted" : ""} />
      </div>
    </Link>
  );
};

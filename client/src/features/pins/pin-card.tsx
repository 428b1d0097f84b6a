import type { Product } from "@showdrop/shared";
import { Package } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { classes, Price } from "../../ui/index.ts";
import { cheapest, stockOf } from "../catalog/product.ts";

interface PinCardProps {
  product: Product;
  featured?: boolean;
  overVideo?: boolean;
}

/** A pinned product: picture, name, price and what is left. It leads to its page in a new tab, so that the show goes on. */
export const PinCard = ({ product, featured = false, overVideo = false }: PinCardProps) => {
  const t = useTexts("pins");
  const left = stockOf(product);
  const lowest = cheapest(product);
  const differ = product.variants.some(({ price }) => price.amount !== lowest.amount);
  const image = product.images[0];
  return (
    <Link
      to={`/products/${product.id}`}
      target="_blank"
      aria-label={t("open", { title: product.title })}
      className={classes(
        "flex items-center gap-3 rounded-lg p-2.5",
        overVideo
          ? "bg-black/45 text-white backdrop-blur-md"
          : "border border-line bg-surface hover:bg-raised",
      )}
    >
      {image ? (
        <img src={image.url} alt="" className="size-12 shrink-0 rounded-sm object-cover" />
      ) : (
        <span
          aria-hidden
          className={classes(
            "flex size-12 shrink-0 items-center justify-center rounded-sm",
            overVideo ? "bg-white/15" : "bg-raised text-faint",
          )}
        >
          <Package size={20} />
        </span>
      )}
      <span className="flex min-w-0 grow flex-col">
        {featured && (
          <span
            className={classes("text-xs font-semibold", overVideo ? "text-white/85" : "text-accent-text")}
          >
            {t("featured")}
          </span>
        )}
        <span className="truncate text-[0.9375rem] leading-snug font-semibold">{product.title}</span>
        <span className="flex items-baseline justify-between gap-3">
          <span className="flex items-baseline gap-1 text-[0.9375rem] font-bold">
            {differ && <span className="text-xs font-normal">{t("from")}</span>}
            <Price money={lowest} />
          </span>
          <span className={classes("truncate text-sm", overVideo ? "text-white/80" : "text-muted")}>
            {left > 0 ? t("left", { count: left }) : t("none")}
          </span>
        </span>
      </span>
    </Link>
  );
};

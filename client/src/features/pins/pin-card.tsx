import type { Product } from "@showdrop/shared";
import { Package } from "lucide-react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { Button, classes, Picture, Price } from "../../ui/index.ts";
import { cheapest, stockOf } from "../catalog/product.ts";
import { useNoteOpened } from "../reports/opened.ts";

interface PinCardProps {
  product: Product;
  featured?: boolean;
  overVideo?: boolean;
  /** Over a video: what Buy does. */
  onBuy?: () => void;
}

/** A pinned product: picture, name, price and what is left. It leads to its page in a new tab, so that the show goes on. */
export const PinCard = ({ product, featured = false, overVideo = false, onBuy }: PinCardProps) => {
  const t = useTexts("pins");
  const drops = useTexts("drops");
  const noteOpened = useNoteOpened();
  const noted = () => noteOpened({ what: "product", id: product.id });
  const left = stockOf(product);
  const lowest = cheapest(product);
  const differ = product.variants.some(({ price }) => price.amount !== lowest.amount);
  const image = product.images[0];
  const buyable = onBuy && left > 0;
  const card = (
    <Link
      to={`/products/${product.id}`}
      target="_blank"
      onClick={noted}
      className={classes(
        "relative flex items-center gap-3 rounded-lg p-2.5",
        overVideo
          ? !buyable && "bg-black/55 text-white backdrop-blur-md"
          : "border border-line bg-surface hover:bg-raised",
        buyable && "min-w-0 grow",
      )}
    >
      {/* Within and not instead: its name must have the words that it shows, for whoever says them to press it. */}
      <span className="sr-only">{t("open", { title: product.title })}</span>
      {image ? (
        <Picture {...image} alt="" sizes="48px" className="size-12 shrink-0 rounded-sm object-cover" />
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
  if (!buyable) return card;
  return (
    <div className="flex items-center rounded-lg bg-black/55 pr-2.5 text-white backdrop-blur-md">
      {card}
      <Button
        variant="primary"
        className="min-w-20"
        onClick={() => {
          noted();
          onBuy();
        }}
      >
        {drops("buy")}
      </Button>
    </div>
  );
};

import type { Money, ShowSnapshot } from "@showdrop/shared";
import { Package } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, useServerNow } from "../../lib/clock.ts";
import { Button, classes, Picture, Price } from "../../ui/index.ts";
import { cheapest, stockOf } from "../catalog/product.ts";
import { dropView, inOrder, nothingMine } from "../drops/drop-view.ts";

interface Offer {
  id: string;
  title: string;
  imageUrl: string | null;
  price: Money;
  /** Seconds until it can be bought; null where that is no question. */
  opensIn: number | null;
  left: number;
}

/** What can be bought now or soon: drops in the order that matters, then pinned products that are in none of them. */
const offersOf = (show: ShowSnapshot, now: number): Offer[] => {
  const drops = inOrder(show.drops, nothingMine, now).flatMap((drop): Offer[] => {
    const [pool] = drop.pools;
    const view = dropView(drop, nothingMine, now);
    if (!pool || view.kind === "closed") return [];
    return [
      {
        ...{ id: drop.id, title: drop.product.title, imageUrl: drop.product.imageUrl, price: pool.price },
        opensIn: view.kind === "not-open" ? view.secondsLeft : null,
        left: drop.pools.reduce((sum, { stock }) => sum + stock.available, 0),
      },
    ];
  });
  const inDrops = new Set(show.drops.map(({ product }) => product.id));
  const pinned = show.pins.products
    .filter(({ id }) => !inDrops.has(id))
    .map((product) => ({
      ...{ id: product.id, title: product.title, imageUrl: product.images[0]?.url ?? null },
      ...{ price: cheapest(product), opensIn: null, left: stockOf(product) },
    }));
  return [...drops, ...pinned];
};

/** What the show sells. Buying goes on in a window of the site itself. */
export const EmbedOffers = ({
  show,
  onBuy,
  most,
}: {
  show: ShowSnapshot;
  onBuy: () => void;
  most: number;
}) => {
  const t = useTexts("embed");
  const now = useServerNow(1000);
  const offers = offersOf(show, now).slice(0, most);
  if (offers.length === 0) return null;
  return (
    <ul aria-label={t("offers")} className="flex flex-col gap-2">
      {offers.map(({ id, title, imageUrl, price, opensIn, left }) => (
        <li
          key={id}
          className="flex items-center gap-3 rounded-lg bg-black/60 p-2 text-white backdrop-blur-md"
        >
          {imageUrl ? (
            <Picture
              url={imageUrl}
              alt=""
              sizes="48px"
              className="size-12 shrink-0 rounded-sm object-cover"
            />
          ) : (
            <span
              aria-hidden
              className="flex size-12 shrink-0 items-center justify-center rounded-sm bg-white/15"
            >
              <Package size={20} />
            </span>
          )}
          <span className="flex min-w-0 grow flex-col">
            <span className="truncate text-sm font-semibold">{title}</span>
            <Price money={price} className="text-sm font-bold" />
          </span>
          {opensIn !== null ? (
            <span role="timer" className="px-2 text-sm font-semibold tabular-nums">
              {formatSeconds(opensIn)}
            </span>
          ) : (
            <Button
              variant="primary"
              size="sm"
              disabled={left === 0}
              aria-label={`${t(left === 0 ? "soldOut" : "buy")}: ${title}`}
              onClick={onBuy}
              className={classes(left === 0 && "bg-white/20!")}
            >
              {left === 0 ? t("soldOut") : t("buy")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
};

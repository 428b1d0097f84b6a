import type { Drop, Product, Refusal, ShowSnapshot } from "@showdrop/shared";
import { memo, Suspense } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useServerNow } from "../../lib/clock.ts";
import { AddToBag } from "../cart/add-to-bag.tsx";
import type { Purchase } from "../checkout/purchase.ts";
import type { DropActs } from "../drops/drop-act.tsx";
import { DropCard } from "../drops/drop-card.tsx";
import { dropView, inOrder, leadingDrop } from "../drops/drop-view.ts";
import { WishButton } from "../follow/follow-buttons.tsx";
import { PinCard } from "../pins/pin-card.tsx";
import { ReadyCheck } from "./later.tsx";

/** What a viewer buys with, and what is under way of it. */
export interface Buying {
  acts: DropActs;
  /** The drop whose hold is being placed, or in whose line a place is asked for. */
  busy: string | null;
  refusal: { dropId: string; refusal: Refusal } | null;
  onBag: () => void;
  onBuyNow: (purchase: Purchase) => void;
}

interface OfferProps {
  drop: Drop;
  show: ShowSnapshot;
  buying: Buying;
  overVideo?: boolean;
}

const Offer = ({ drop, show, buying, overVideo = false }: OfferProps) => (
  <DropCard
    drop={drop}
    mine={show}
    acts={buying.acts}
    busy={buying.busy === drop.id}
    refusal={buying.refusal?.dropId === drop.id ? buying.refusal.refusal : null}
    overVideo={overVideo}
    bell={<WishButton drop={drop} overVideo={overVideo} />}
  />
);

/** How often the order of what is on offer follows the clock, in milliseconds. */
const ORDER_MS = 1000;

/** What they do follows from the rest: while that is the same, functions that were made anew do the same too. */
const looksTheSame = (
  before: { show: ShowSnapshot; buying: Buying },
  after: { show: ShowSnapshot; buying: Buying },
): boolean =>
  before.show === after.show &&
  before.buying.busy === after.buying.busy &&
  before.buying.refusal === after.buying.refusal;

/** Seconds before its opening from which a drop takes the place of the product that is shown meanwhile. */
const SOON_SECONDS = 600;

/** What the one card over a phone's video is about: a drop while it matters now, else the product that is shown. */
export const foremost = (show: ShowSnapshot, now: number): { drop: Drop } | { product: Product } | null => {
  const { products, featuredId } = show.pins;
  const product = products.find(({ id }) => id === featuredId) ?? products[0];
  const drop = leadingDrop(show.drops, show, now);
  if (!drop) return product ? { product } : null;
  if (!product || product.id === drop.product.id) return { drop };
  const view = dropView(drop, show, now);
  const canWait =
    view.kind === "limit-reached" || (view.kind === "not-open" && view.secondsLeft > SOON_SECONDS);
  return canWait ? { product } : { drop };
};

interface ForemostProps {
  show: ShowSnapshot;
  buying: Buying;
  /** Opens all that is on offer. */
  onMore: () => void;
}

/** The one card that lies over a phone's video. */
export const Foremost = memo(function Foremost({ show, buying, onMore }: ForemostProps) {
  const t = useTexts("watch");
  const first = foremost(show, useServerNow(ORDER_MS));
  if (!first) return null;
  if ("drop" in first)
    return (
      <section>
        <h2 className="sr-only">{t("drops")}</h2>
        <Offer drop={first.drop} show={show} buying={buying} overVideo />
      </section>
    );
  return <PinCard product={first.product} overVideo onBuy={onMore} />;
}, looksTheSame);

/** What is on sale or will be, the pinned products, and last what is over. */
export const Offers = memo(function Offers({ show, buying }: { show: ShowSnapshot; buying: Buying }) {
  const t = useTexts("watch");
  const now = useServerNow(ORDER_MS);
  const all = inOrder(show.drops, show, now);
  const isOver = (drop: Drop) => dropView(drop, show, now).kind === "closed";
  const drops = all.filter((drop) => !isOver(drop));
  const earlier = all.filter(isOver);
  const pins = show.pins.products.toSorted(
    (a, b) => Number(b.id === show.pins.featuredId) - Number(a.id === show.pins.featuredId),
  );
  const running = show.show.status === "live" || show.show.status === "paused";
  if (all.length === 0 && pins.length === 0)
    return <p className="py-8 text-center text-muted">{t("nothingYet")}</p>;
  return (
    <div className="flex flex-col gap-6">
      <Suspense>
        {running && drops.some((drop) => dropView(drop, show, now).kind === "not-open") && <ReadyCheck />}
      </Suspense>
      {drops.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("drops")}</h2>
          {drops.map((drop) => (
            <Offer key={drop.id} drop={drop} show={show} buying={buying} />
          ))}
        </section>
      )}
      {pins.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("products")}</h2>
          {pins.map((product) => (
            <div key={product.id} className="flex flex-col gap-2.5">
              <PinCard product={product} featured={product.id === show.pins.featuredId} />
              <AddToBag product={product} showId={show.show.id} onBuyNow={buying.onBuyNow} />
            </div>
          ))}
        </section>
      )}
      {earlier.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-sm font-semibold text-muted">{t("earlier")}</h2>
          {earlier.map((drop) => (
            <Offer key={drop.id} drop={drop} show={show} buying={buying} />
          ))}
        </section>
      )}
    </div>
  );
}, looksTheSame);

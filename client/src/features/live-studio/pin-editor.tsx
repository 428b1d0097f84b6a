import { catalogRoutes, MAX_PINS, type Product, type ShowSnapshot, showRoutes } from "@showdrop/shared";
import { Package, Pin, PinOff, Star } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import {
  ButtonLink,
  classes,
  EmptyState,
  IconButton,
  Loading,
  Picture,
  Price,
  RefusalNotice,
} from "../../ui/index.ts";

/** The shop's products, with what lies over the video now. */
export const PinEditor = ({ show }: { show: ShowSnapshot }) => {
  const t = useTexts("liveStudio");
  const products = useAnswer(catalogRoutes.listProducts, { params: { shopId: show.show.shop.id } });
  const send = useSend(showRoutes.setPins);
  const pinned = show.pins.products.map(({ id }) => id);
  const { featuredId } = show.pins;

  const set = (productIds: string[], featured: string | null) =>
    send.mutate({ params: { showId: show.show.id }, body: { productIds, featuredId: featured } });
  const unpin = (id: string) => {
    const rest = pinned.filter((each) => each !== id);
    set(rest, featuredId === id ? (rest[0] ?? null) : featuredId);
  };
  const feature = (id: string) => set(pinned.includes(id) ? pinned : [...pinned, id], id);

  if (products.error) return <RefusalNotice refusal={products.error} />;
  if (!products.data) return <Loading />;
  const listed = products.data.items
    .filter(({ archived }) => !archived)
    .toSorted((a, b) => Number(pinned.includes(b.id)) - Number(pinned.includes(a.id)));
  if (listed.length === 0)
    return (
      <EmptyState
        icon={<Package aria-hidden />}
        title={t("pins.empty")}
        action={<ButtonLink to="/studio/products/new">{t("pins.add")}</ButtonLink>}
      >
        {t("pins.emptyText")}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">{t("pins.text", { count: pinned.length, most: MAX_PINS })}</p>
      <RefusalNotice refusal={send.error} />
      <ul className="flex flex-col gap-1">
        {listed.map((product) => (
          <Row
            key={product.id}
            product={product}
            pinned={pinned.includes(product.id)}
            featured={product.id === featuredId}
            full={pinned.length >= MAX_PINS}
            busy={send.isPending}
            onPin={() => set([...pinned, product.id], featuredId ?? product.id)}
            onUnpin={() => unpin(product.id)}
            onFeature={() => feature(product.id)}
          />
        ))}
      </ul>
    </div>
  );
};

interface RowProps {
  product: Product;
  pinned: boolean;
  featured: boolean;
  /** No room for one more. */
  full: boolean;
  busy: boolean;
  onPin: () => void;
  onUnpin: () => void;
  onFeature: () => void;
}

const Row = ({ product, pinned, featured, full, busy, onPin, onUnpin, onFeature }: RowProps) => {
  const t = useTexts("liveStudio");
  const { title } = product;
  const first = product.variants[0];
  const image = product.images[0];
  return (
    <li className={classes("flex items-center gap-3 rounded-md p-2", pinned && "bg-raised")}>
      {image ? (
        <Picture {...image} alt="" sizes="44px" className="size-11 shrink-0 rounded-sm object-cover" />
      ) : (
        <span
          aria-hidden
          className="flex size-11 shrink-0 items-center justify-center rounded-sm bg-raised text-faint"
        >
          <Package size={18} />
        </span>
      )}
      <span className="min-w-0 grow">
        <span className="line-clamp-2 text-[0.9375rem] leading-snug font-semibold">{title}</span>
        {first && <Price money={first.price} className="text-sm text-muted" />}
      </span>
      <IconButton
        label={featured ? t("pins.featured", { title }) : t("pins.feature", { title })}
        aria-pressed={featured}
        disabled={busy || featured || (full && !pinned)}
        icon={<Star size={18} aria-hidden className={classes(featured && "fill-accent text-accent-text")} />}
        className={classes(featured && "disabled:opacity-100")}
        onClick={onFeature}
      />
      <IconButton
        label={pinned ? t("pins.unpin", { title }) : t("pins.pin", { title })}
        aria-pressed={pinned}
        disabled={busy || (full && !pinned)}
        icon={pinned ? <PinOff size={18} aria-hidden /> : <Pin size={18} aria-hidden />}
        onClick={pinned ? onUnpin : onPin}
      />
    </li>
  );
};

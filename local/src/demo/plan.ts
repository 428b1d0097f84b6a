import {
  type CreateDrop,
  type Drop,
  type Money,
  minorDigits,
  type Product,
  type SetPins,
} from "@showdrop/shared";

/** How long a drop is open, so that something new can come. */
const OPEN_SECONDS = 540;
/** Minutes a sold-out drop stays to be seen. */
const SOLD_OUT_MINUTES = 2;
/** Seconds of countdown: short when nothing else is on sale. */
const COUNTDOWN = { whileOpen: 200, whileNothing: 60 };
/** Units in a drop: a viewer sees the bar move, and it lasts some minutes. */
const UNITS = { cheap: 12, dear: 6 };
/** Won or cents from which a product counts as dear. */
const DEAR: Record<Money["currency"], number> = { KRW: 60_000, USD: 5_000, EUR: 5_000, JPY: 6_000 };
const PER_CUSTOMER = 4;

/** Sold-out drops that have been seen. Open ones close by themselves. */
export const toClose = (drops: readonly Drop[], now: number): Drop[] =>
  drops.filter(
    ({ status, opensAt }) => status === "sold_out" && now - Date.parse(opensAt) > SOLD_OUT_MINUTES * 60_000,
  );

export type PlannedDrop = { product: Product; drop: CreateDrop };

/**
 * The drop to make now, or null: there is always one to buy or soon to be, and one to wait for.
 * @param now milliseconds since 1970
 */
export const planDrop = (
  products: readonly Product[],
  drops: readonly Drop[],
  now: number,
): PlannedDrop | null => {
  const open = drops.filter(({ status }) => status === "open");
  const waiting = drops.filter(({ status }) => status === "scheduled");
  if (waiting.length > 0) return null;
  const busy = new Set([...open, ...waiting].map(({ product }) => product.id));
  const free = products.filter(({ id }) => !busy.has(id));
  const product = free[drops.length % Math.max(1, free.length)];
  // The second time round, a product comes in its next variant.
  const round = Math.floor(drops.length / Math.max(1, products.length));
  const variant = product?.variants[round % product.variants.length];
  if (!product || !variant) return null;
  const seconds = open.length > 0 ? COUNTDOWN.whileOpen : COUNTDOWN.whileNothing;
  const first = drops.length === 0;
  return {
    product,
    drop: {
      pools: [
        {
          variantId: variant.id,
          quantity: variant.price.amount >= DEAR[variant.price.currency] ? UNITS.dear : UNITS.cheap,
          price: dropPrice(variant.price),
        },
      ],
      perCustomer: PER_CUSTOMER,
      capture: "automatic",
      opensAt: first ? null : new Date(now + seconds * 1_000).toISOString(),
      openSeconds: OPEN_SECONDS,
      holdSeconds: 120,
      earlyAccess: null,
      fairStart: false,
    },
  };
};

/** A seventh less than the regular price, rounded to what looks like a price. */
const dropPrice = ({ amount, currency }: Money): Money => {
  const step = minorDigits[currency] === 0 ? 1_000 : 100;
  return { amount: Math.max(step, Math.round((amount * 6) / 7 / step) * step), currency };
};

/** Two products over the video: what is on sale, and what comes next or is worth a look. They take turns being large. */
export const planPins = (products: readonly Product[], drops: readonly Drop[], minute: number): SetPins => {
  const shown = (statuses: readonly Drop["status"][]) =>
    drops.filter(({ status }) => statuses.includes(status)).map(({ product }) => product.id);
  const wanted = [
    ...shown(["open"]).slice(-1),
    ...shown(["scheduled"]),
    ...[0, 1].flatMap((next) => products[(minute + next) % Math.max(1, products.length)]?.id ?? []),
  ];
  const there = new Set(products.map(({ id }) => id));
  const productIds = [...new Set(wanted)].filter((id) => there.has(id)).slice(0, 2);
  return { productIds, featuredId: productIds[minute % Math.max(1, productIds.length)] ?? null };
};

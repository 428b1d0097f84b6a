import {
  type Cart,
  type CartHold,
  type CartLine,
  type Drop,
  type Hold,
  type Money,
  poolOf,
} from "@showdrop/shared";

/** What is about to be bought, as its checkout shows it before there is an order. */
export interface PurchaseItem {
  key: string;
  title: string;
  variantName: string;
  imageUrl: string | null;
  quantity: number;
  unitPrice: Money;
}

/** Lines of a cart and running holds of one shop that are paid for together. */
export interface Purchase {
  shopId: string;
  items: readonly PurchaseItem[];
  variantIds: readonly string[];
  holds: readonly Hold[];
}

const itemOfLine = ({ variantId, title, variantName, imageUrl, quantity, unitPrice }: CartLine) => ({
  ...{ key: variantId, title, variantName, imageUrl, quantity, unitPrice },
});
const itemOfHold = ({ hold, title, variantName, imageUrl, unitPrice }: CartHold) => ({
  ...{ key: hold.id, title, variantName, imageUrl, quantity: hold.quantity, unitPrice },
});

/** A drop's hold alone, straight from the show. */
export const purchaseOfHold = (hold: Hold, drop: Drop): Purchase => {
  const pool = poolOf(drop, hold.variantId);
  const { title, imageUrl } = drop.product;
  return {
    shopId: drop.shopId,
    items: pool
      ? [
          {
            ...{ key: hold.id, title, variantName: pool.variant.name },
            ...{ imageUrl, quantity: hold.quantity, unitPrice: pool.price },
          },
        ]
      : [],
    variantIds: [],
    holds: [hold],
  };
};

/** What of a cart can be bought now in one order: all that is sold in one currency. */
export const purchaseOfCart = ({ shopId, currency, lines, holds }: Cart): Purchase => {
  const wanted = currency ?? holds[0]?.unitPrice.currency;
  const buyable = lines.filter(({ quantity }) => quantity > 0);
  const held = holds.filter(({ unitPrice }) => unitPrice.currency === wanted);
  return {
    shopId,
    items: [...held.map(itemOfHold), ...buyable.map(itemOfLine)],
    variantIds: buyable.map(({ variantId }) => variantId),
    holds: held.map(({ hold }) => hold),
  };
};

/** One line of a cart alone. */
export const purchaseOfLine = ({ shopId }: Cart, line: CartLine): Purchase => ({
  ...{ shopId, items: [itemOfLine(line)], variantIds: [line.variantId], holds: [] },
});

/** When the time for all of it is over: with the first hold, in milliseconds since the epoch; null without holds. */
export const holdsEnd = ({ holds }: Purchase): number | null =>
  holds.length === 0 ? null : Math.min(...holds.map(({ expiresAt }) => Date.parse(expiresAt)));

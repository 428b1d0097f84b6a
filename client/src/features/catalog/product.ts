import type { Money, Product } from "@showdrop/shared";

/** The lowest of the variants' prices. */
export const cheapest = ({ variants, currency }: Product): Money =>
  variants.reduce<Money | null>(
    (low, { price }) => (low && low.amount <= price.amount ? low : price),
    null,
  ) ?? {
    amount: 0,
    currency,
  };

/** Units that can still be sold, over all variants. */
export const stockOf = ({ variants }: Product): number =>
  variants.reduce((sum, { available }) => sum + available, 0);

export const isSoldOut = (product: Product): boolean => stockOf(product) === 0;

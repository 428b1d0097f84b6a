import type { OrderLine } from "@showdrop/shared";
import type { OrderRecord } from "./order-record.ts";

/** A line whose units a hold of a drop keeps. */
export interface DropLine extends OrderLine {
  source: Extract<OrderLine["source"], { kind: "drop" }>;
}

export const isDropLine = (line: OrderLine): line is DropLine => line.source.kind === "drop";
export const isShelfLine = (line: OrderLine): boolean => line.source.kind === "shelf";

export const dropLinesOf = ({ lines }: Pick<OrderRecord, "lines">): DropLine[] => lines.filter(isDropLine);
export const shelfLinesOf = ({ lines }: Pick<OrderRecord, "lines">): OrderLine[] => lines.filter(isShelfLine);
export const holdIdsOf = (order: Pick<OrderRecord, "lines">): string[] =>
  dropLinesOf(order).map(({ source }) => source.holdId);

/** Where a line's units are counted: transactions that change them there take turns by this key. */
export const turnOfUnits = ({ source, variantId }: Pick<OrderLine, "source" | "variantId">): string =>
  source.kind === "drop" ? `drop:${source.dropId}` : `stock:${variantId}`;

/**
 * What an order claims for itself alone, while it may be paid: each of its holds, and its buyer's cart. No two orders
 * have a claim in common, so that no hold and no cart is ever paid for twice.
 */
export const holdClaim = (holdId: string): string => `hold:${holdId}`;
export const cartClaim = (buyerId: string, shopId: string): string => `cart:${buyerId}:${shopId}`;
export const isCartClaim = (claim: string): boolean => claim.startsWith("cart:");

export const claimsOf = (order: Pick<OrderRecord, "lines" | "buyerId" | "shopId">): string[] => [
  ...holdIdsOf(order).map(holdClaim),
  ...(shelfLinesOf(order).length > 0 ? [cartClaim(order.buyerId, order.shopId)] : []),
];

/** Whether the order still stands for this hold: a hold outlives an order that was replaced by another. */
export const standsFor = ({ claims }: Pick<OrderRecord, "claims">, holdId: string): boolean =>
  claims.includes(holdClaim(holdId));

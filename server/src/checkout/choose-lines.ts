import { type Money, type OrderLine, ok, type Result, refuse } from "@showdrop/shared";
import type { CartStore } from "../carts/carts.store.ts";
import { lineOf, type ViewCartDeps } from "../carts/view-cart.ts";
import type { StoredHold } from "../holds/hold.store.ts";
import { dropLinesOf, standsFor } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";

export interface ChooseLinesDeps extends ViewCartDeps {
  carts: Pick<CartStore, "read">;
}

/** A line as it is about to be ordered. */
export interface ChosenLine extends Omit<OrderLine, "id" | "totals"> {
  /** The show it comes from. */
  showId: string | null;
}

export interface Chosen {
  shopId: string;
  customerId: string;
  variantIds: readonly string[];
  holdIds: readonly string[];
  /** The orders that have begun with any of it. */
  begun: readonly OrderRecord[];
}

/** Whether a hold can be paid for; `quarantined` is what its owner knows as expired. */
export const requirePayable = (hold: StoredHold | "expired"): Result<StoredHold> => {
  if (hold === "expired") return refuse("HOLD_EXPIRED");
  switch (hold.status) {
    case "active":
    case "paying":
      return ok(hold);
    case "expired":
    case "quarantined":
      return refuse("HOLD_EXPIRED");
    case "released":
    case "committed":
      return refuse("HOLD_ENDED");
  }
};

/** What an order that stands for a hold says about paying for that hold. */
const lineOfOrder = (
  order: OrderRecord,
  holdId: string,
  { shopId, customerId }: Chosen,
): Result<ChosenLine> => {
  // A stranger's hold answers like a missing one, so that ids cannot be probed.
  if (order.buyerId !== customerId || order.shopId !== shopId) return refuse("NOT_FOUND");
  const line = dropLinesOf(order).find(({ source }) => source.holdId === holdId);
  if (!line) return refuse("NOT_FOUND");
  switch (order.status) {
    case "pending_payment": {
      const { id: _, totals: __, ...rest } = line;
      return ok({ ...rest, showId: line.source.showId });
    }
    case "authorised":
    case "paid":
    case "partly_refunded":
      return refuse("ORDER_ALREADY_PAID");
    case "expiring":
    case "cancelled":
      return refuse("HOLD_EXPIRED");
    case "refunded":
      return refuse("ORDER_NOT_PAYABLE");
  }
};

const lineOfHold = async (
  { drops, holds, recount }: ChooseLinesDeps,
  holdId: string,
  chosen: Chosen,
): Promise<Result<ChosenLine>> => {
  const order = chosen.begun.find((one) => standsFor(one, holdId));
  if (order) return lineOfOrder(order, holdId, chosen);
  const dropId = await holds.dropOf(holdId);
  const drop = dropId && (await drops.find(dropId));
  if (!drop || drop.shopId !== chosen.shopId) return refuse("NOT_FOUND");
  const hold = await recount.counted(drop.id, () => holds.find(drop.id, holdId));
  if (hold?.user !== chosen.customerId) return refuse("NOT_FOUND");
  const payable = requirePayable(hold);
  if (!payable.ok) return payable;
  const pool = drop.pools.find(({ variantId }) => variantId === hold.variant);
  if (!pool) throw new Error(`drop ${drop.id} has no pool for hold ${holdId}`);
  const { productId, title, imageUrl, showId } = drop;
  const { variantId, variantName, price, regularPrice } = pool;
  return ok({
    ...{ productId, variantId, title, variantName, imageUrl, quantity: hold.quantity },
    unitPrice: price,
    regularPrice: regularPrice.amount > price.amount ? regularPrice : null,
    source: { kind: "drop", dropId: drop.id, holdId, showId },
    showId,
  });
};

/** The chosen lines of the cart, each with what can be bought of it now. */
const shelfLines = async (
  { carts, orders, findVariants }: ChooseLinesDeps,
  { shopId, customerId, variantIds }: Chosen,
): Promise<Result<ChosenLine[]>> => {
  if (variantIds.length === 0) return ok([]);
  const { items } = await carts.read(customerId, shopId);
  const wanted = items.filter(({ variantId }) => variantIds.includes(variantId));
  // Asked together with the stock, not taken from `begun`: what another page of theirs orders in between would be in neither.
  const [variants, kept] = await Promise.all([findVariants(variantIds), orders.keptFor(customerId, shopId)]);
  const lines = wanted.map((item) => ({
    ...lineOf(item, variants.get(item.variantId), kept.get(item.variantId) ?? 0),
    showId: item.showId,
  }));
  if (lines.length < new Set(variantIds).size || lines.some(({ quantity }) => quantity === 0))
    return refuse("CART_CHANGED", { path: "variantIds" });
  return ok(
    lines.map(({ most: _, notices: __, ...line }) => ({
      ...line,
      regularPrice: null,
      source: { kind: "shelf" },
    })),
  );
};

const sameCurrency = (lines: readonly { unitPrice: Money }[]): boolean =>
  new Set(lines.map(({ unitPrice }) => unitPrice.currency)).size === 1;

/**
 * The lines that somebody wants to pay for now: of their cart, and their holds. Nothing is changed by asking.
 * @returns the first reason why it cannot be, of whichever line.
 */
export const chooseLines = async (deps: ChooseLinesDeps, chosen: Chosen): Promise<Result<ChosenLine[]>> => {
  const lines: ChosenLine[] = [];
  for (const holdId of new Set(chosen.holdIds)) {
    const line = await lineOfHold(deps, holdId, chosen);
    if (!line.ok) return line;
    lines.push(line.data);
  }
  const shelf = await shelfLines(deps, chosen);
  if (!shelf.ok) return shelf;
  lines.push(...shelf.data);
  return sameCurrency(lines) ? ok(lines) : refuse("MIXED_CURRENCIES");
};

import type { Address } from "@showdrop/shared";
import type { BundleQuery, OpenBundle } from "../pricing/quote.ts";
import type { OrderRecord } from "./order-record.ts";

const fieldsOf = (address: Address): string => {
  const { name, phone, country, postalCode, region, city, line1, line2 } = address;
  return JSON.stringify([name, phone, country, postalCode, region, city, line1, line2]);
};

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** What an order's items cost after discounts, in minor units. */
const worthOf = ({ lines }: OrderRecord): number =>
  sum(lines.map(({ totals }) => totals.amount.amount - totals.discount.amount));

/**
 * Finds the paid orders that wait to be sent where a new one would go too: those of the same show, or, outside of shows,
 * those paid within the shop's time for it. Shipping that a code made free counts as paid, or it would be asked for with
 * the next order.
 */
export const createOpenBundle =
  ({ unsentOf }: { unsentOf(shopId: string, buyerId: string): Promise<OrderRecord[]> }) =>
  async (query: BundleQuery): Promise<OpenBundle | null> => {
    const { shopId, customerId, showId, address, currency, since } = query;
    const waiting = (await unsentOf(shopId, customerId)).filter(
      (order) =>
        order.delivery.kind === "ship" &&
        order.totals.total.currency === currency &&
        order.address !== null &&
        fieldsOf(order.address) === fieldsOf(address) &&
        ((showId !== null && order.showId === showId) || (order.paidAt !== null && order.paidAt > since)),
    );
    const [first] = waiting;
    if (!first) return null;
    return {
      id: first.bundle?.id ?? first.id,
      orders: waiting.map(({ number }) => number),
      quantity: sum(waiting.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))),
      worth: sum(waiting.map(worthOf)),
      shippingPaid: sum(waiting.map(({ totals }) => totals.shipping.amount)),
    };
  };

import type { OrderRecord } from "../orders/order-record.ts";
import type { PaymentTermsStore } from "./payment-terms.store.ts";
import type { PaymentTerms } from "./payments.ts";

interface DecideTermsDeps {
  terms: PaymentTermsStore;
  /** What the operator keeps of a sale, in basis points. */
  feeBasisPoints: number;
  /** The shop's own account, when sales can be paid to it now. */
  destinationOf(shopId: string): Promise<string | null>;
  /** The buyer at the provider, when they let it keep a card. */
  customerOf(userId: string): Promise<string | null>;
  captureOf(order: OrderRecord): Promise<PaymentTerms["capture"]>;
}

/** The operator's share of an amount, in minor units: never more than was agreed, so rounded down. */
export const feeOf = (amount: number, basisPoints: number): number =>
  Math.floor((amount * basisPoints) / 10_000);

/**
 * How an order's payment is taken, decided once: the provider refuses the same attempt with other terms. A shop without a
 * ready account sells all the same; then the operator takes the money and owes it to the shop, and keeps no fee of it here.
 */
export const createTermsOf =
  ({ terms, feeBasisPoints, destinationOf, customerOf, captureOf }: DecideTermsDeps) =>
  async (order: OrderRecord): Promise<PaymentTerms> => {
    const kept = await terms.find(order.id);
    if (kept) return kept;
    const [accountId, customerId, capture] = await Promise.all([
      destinationOf(order.shopId),
      customerOf(order.buyerId),
      captureOf(order),
    ]);
    return terms.keep(order.id, {
      capture,
      destination: accountId ? { accountId, fee: feeOf(order.totals.total.amount, feeBasisPoints) } : null,
      customerId,
    });
  };

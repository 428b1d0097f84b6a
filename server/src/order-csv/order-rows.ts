import { type Money, minorDigits } from "@showdrop/shared";
import type { ShipmentRecord } from "../fulfilment/shipments.store.ts";
import type { OrderRecord } from "../orders/order-record.ts";

/** The first row. One row below it is one line of an order; what is of the whole order stands in each of its rows. */
export const columns = [
  ...["order", "placed_at", "paid_at", "status", "fulfilment", "buyer", "email"],
  ...["product", "variant", "quantity", "unit_price", "line_discount", "line_tax", "line_total"],
  ...["order_discount", "shipping", "order_total", "refunded", "currency"],
  ...["delivery", "delivery_label", "recipient", "phone", "country", "postal_code", "region", "city"],
  ...["line1", "line2", "tracking_numbers", "order_id", "bundle_id"],
] as const;

/** `{ amount: 1250, currency: "USD" }` is `12.50`, without grouping or a sign. */
const decimal = ({ amount, currency }: Money): string => {
  const digits = minorDigits[currency];
  return (amount / 10 ** digits).toFixed(digits);
};

/** The rows of one order, in the order of `columns`. */
export const orderRows = (
  order: OrderRecord,
  buyer: string,
  shipments: readonly ShipmentRecord[],
): (string | number)[][] => {
  const { totals, address, delivery } = order;
  const { currency } = totals.total;
  const discount = totals.discounts.reduce((sum, { amount }) => sum + amount.amount, 0);
  const tracking = shipments.flatMap(({ trackingNumber }) => trackingNumber ?? []).join(" ");
  return order.lines.map((line) => [
    ...[order.number, order.createdAt.toISOString(), order.paidAt?.toISOString() ?? ""],
    ...[order.status, order.fulfilment, buyer, order.email],
    ...[line.title, line.variantName, line.quantity, decimal(line.unitPrice)],
    ...[decimal(line.totals.discount), decimal(line.totals.tax), decimal(line.totals.total)],
    ...[decimal({ amount: discount, currency }), decimal(totals.shipping), decimal(totals.total)],
    ...[decimal({ amount: order.refunded, currency }), currency],
    ...[delivery.kind, delivery.label, address?.name ?? "", address?.phone ?? "", address?.country ?? ""],
    ...[address?.postalCode ?? "", address?.region ?? "", address?.city ?? ""],
    ...[address?.line1 ?? "", address?.line2 ?? "", tracking, order.id, order.bundle?.id ?? ""],
  ]);
};

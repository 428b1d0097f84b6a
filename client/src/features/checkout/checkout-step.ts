import type { Hold, Order, OrderStatus } from "@showdrop/shared";

/** Where a checkout stands, and so what its sheet shows. */
export type CheckoutStep =
  | "address"
  | "payment"
  /** Paid, and the server is being asked; or the time is over while a payment may still be under way. */
  | "settling"
  | "done"
  /** A hold ended without a payment: its time ran out, it was given back, or the order was cancelled. */
  | "expired"
  | "released";

interface Known {
  /** The holds that are paid for, none where all comes from the shelf. */
  holds: readonly Hold[];
  order: Order | null;
  /** The address was sent and payment may begin. */
  atPayment: boolean;
  /** The payment form says that it is through. */
  paid: boolean;
  /** The server's time, in milliseconds since the epoch. */
  now: number;
}

/** The buyer has done everything, whether or not the shop has taken the money yet. */
const isThrough: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  "authorised",
  "paid",
  "partly_refunded",
  "refunded",
]);

/** The step that follows from all that is known; what the server says of order and holds outranks the page's own view. */
export function checkoutStep({ holds, order, atPayment, paid, now }: Known): CheckoutStep {
  const is = (status: Hold["status"]) => holds.some((hold) => hold.status === status);
  if (is("committed") || (order && isThrough.has(order.status))) return "done";
  if (is("released")) return "released";
  if (is("expired") || order?.status === "cancelled") return "expired";
  if (paid) return "settling";
  const overdue = holds.find(({ expiresAt }) => now >= Date.parse(expiresAt));
  if (overdue) return overdue.status === "paying" ? "settling" : "expired";
  if (holds.length === 0 && order && now >= Date.parse(order.expiresAt)) return "settling";
  return atPayment ? "payment" : "address";
}

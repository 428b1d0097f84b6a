import type { Hold, Order } from "@showdrop/shared";

/** Where a checkout stands, and so what its sheet shows. */
export type CheckoutStep =
  | "address"
  | "payment"
  /** Paid, and the server is being asked; or the time is over while a payment may still be under way. */
  | "settling"
  | "done"
  /** The hold ended without a payment: its time ran out, it was given back, or the order was cancelled. */
  | "expired"
  | "released";

interface Known {
  hold: Hold;
  order: Order | null;
  /** The address was sent and payment may begin. */
  atPayment: boolean;
  /** The payment form says that it is through. */
  paid: boolean;
  /** The server's time, in milliseconds since the epoch. */
  now: number;
}

/** The step that follows from all that is known; what the server says of order and hold outranks the page's own view. */
export function checkoutStep({ hold, order, atPayment, paid, now }: Known): CheckoutStep {
  if (hold.status === "committed" || order?.status === "paid" || order?.status === "refunded") return "done";
  if (hold.status === "released") return "released";
  if (hold.status === "expired" || order?.status === "cancelled") return "expired";
  if (paid) return "settling";
  if (now >= Date.parse(hold.expiresAt)) return hold.status === "paying" ? "settling" : "expired";
  return atPayment ? "payment" : "address";
}

import { type HoldStatus, holdStatuses, type Order, type OrderStatus, orderStatuses } from "@showdrop/shared";
import { describe, expect, it } from "vitest";
import { inSeconds, SAMPLE_NOW, sampleHold, sampleOrder } from "../watch/sample-show.ts";
import { type CheckoutStep, checkoutStep } from "./checkout-step.ts";

const step = (
  status: HoldStatus,
  order: Order | null = null,
  more: { atPayment?: boolean; paid?: boolean; seconds?: number } = {},
): CheckoutStep =>
  checkoutStep({
    holds: [sampleHold(60, { status, expiresAt: inSeconds(more.seconds ?? 60) })],
    order,
    atPayment: more.atPayment ?? false,
    paid: more.paid ?? false,
    now: SAMPLE_NOW,
  });

describe("where a checkout stands", () => {
  it.each(holdStatuses)("follows the hold once it ended: %s", (status) => {
    const ends: Record<HoldStatus, CheckoutStep> = {
      active: "address",
      paying: "address",
      committed: "done",
      released: "released",
      expired: "expired",
    };
    expect(step(status)).toBe(ends[status]);
  });

  it.each(orderStatuses)("follows the order: %s", (status) => {
    const ends: Record<OrderStatus, CheckoutStep> = {
      pending_payment: "payment",
      authorised: "done",
      expiring: "payment",
      paid: "done",
      partly_refunded: "done",
      cancelled: "expired",
      refunded: "done",
    };
    expect(step("paying", sampleOrder({ status }), { atPayment: true })).toBe(ends[status]);
  });

  it("waits for the server after the form is through, also past the hold's time", () => {
    expect(step("paying", sampleOrder(), { atPayment: true, paid: true, seconds: -5 })).toBe("settling");
  });

  it("lets only the server end a hold whose payment may be under way", () => {
    expect(step("paying", sampleOrder(), { atPayment: true, seconds: 0 })).toBe("settling");
    expect(step("active", null, { seconds: 0 })).toBe("expired");
  });

  it("ends with the first of several holds, and without any with the order", () => {
    const known = { order: null, atPayment: false, paid: false, now: SAMPLE_NOW };
    const holds = [sampleHold(60), sampleHold(61, { status: "expired" })];
    expect(checkoutStep({ ...known, holds })).toBe("expired");
    const order = sampleOrder({ expiresAt: inSeconds(-1) });
    expect(checkoutStep({ ...known, holds: [], order, atPayment: true })).toBe("settling");
    expect(checkoutStep({ ...known, holds: [], order: sampleOrder(), atPayment: true })).toBe("payment");
  });

  it("is done when the money came after all", () => {
    expect(step("expired", sampleOrder({ status: "paid" }))).toBe("done");
  });
});

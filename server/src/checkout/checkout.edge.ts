import { ok, refuse } from "@showdrop/shared";
import { orSalesPaused } from "../drops/sales-paused.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { PaymentsUnavailable } from "../payments/payments.ts";
import { type OpenCheckoutDeps, openCheckout } from "./open-checkout.ts";
import { settleOrder } from "./settle-order.ts";

export const checkoutEdge = (
  deps: OpenCheckoutDeps & { limits: Limits },
): Pick<Handlers, "openCheckout" | "confirmPayment"> => ({
  async openCheckout({ params, body, viewer }) {
    const tooMany = await deps.limits.take("checkout", viewer.id);
    if (tooMany) return { ok: false, error: tooMany };
    return orSalesPaused(() => openCheckout(deps, params.holdId, viewer, body.address));
  },

  async confirmPayment({ params, viewer }) {
    const order = await deps.orders.find(params.orderId);
    if (order?.buyerId !== viewer.id) return refuse("NOT_FOUND");
    if (order.paymentId && (order.status === "pending_payment" || order.status === "expiring"))
      try {
        await settleOrder(deps, order, await deps.payments.read(order.paymentId));
      } catch (error) {
        if (!(error instanceof PaymentsUnavailable)) throw error;
        return refuse("PAYMENT_UNAVAILABLE", { retryAfter: error.retryAfter });
      }
    return ok(await deps.viewOrder((await deps.orders.find(order.id)) ?? order));
  },
});

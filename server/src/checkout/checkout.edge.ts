import { ok, refuse } from "@showdrop/shared";
import { orSalesPaused } from "../drops/sales-paused.ts";
import type { Customer, Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { PaymentsUnavailable } from "../payments/payments.ts";
import { type CheckoutBuyer, type OpenCheckoutDeps, openCheckout, quoteCheckout } from "./open-checkout.ts";
import { settleOrder } from "./settle-order.ts";

const buyerOf = ({ id, email }: Customer, network: string): CheckoutBuyer => ({ id, email, network });

export const checkoutEdge = (
  deps: OpenCheckoutDeps & { limits: Limits },
): Pick<Handlers, "quoteCheckout" | "openCheckout" | "confirmPayment"> => ({
  async quoteCheckout({ params, body, customer, network }) {
    const tooMany = await deps.limits.take("quote", customer.id);
    if (tooMany) return { ok: false, error: tooMany };
    return orSalesPaused(() => quoteCheckout(deps, params.shopId, buyerOf(customer, network), body));
  },

  async openCheckout({ params, body, customer, network }) {
    const { limits } = deps;
    const tooMany =
      (await limits.take("checkout", customer.id)) ??
      (await limits.take("checkoutAddress", network)) ??
      (await limits.spent("declined", customer.id));
    if (tooMany) return { ok: false, error: tooMany };
    return orSalesPaused(() => openCheckout(deps, params.shopId, buyerOf(customer, network), body));
  },

  async confirmPayment({ params, customer }) {
    const order = await deps.orders.find(params.orderId);
    if (order?.buyerId !== customer.id) return refuse("NOT_FOUND");
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

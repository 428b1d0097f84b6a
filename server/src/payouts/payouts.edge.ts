import { type Order, ok, type Result, refuse } from "@showdrop/shared";
import { toWireDispute } from "../disputes/dispute-view.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { PaymentsUnavailable } from "../payments/payments.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type CapturePaymentDeps, capturePayment } from "./capture-payment.ts";
import { type ReadPayoutsDeps, readPayouts } from "./read-payouts.ts";
import { type StartOnboardingDeps, startOnboarding } from "./start-onboarding.ts";

interface PayoutsEdge extends ReadPayoutsDeps, StartOnboardingDeps, CapturePaymentDeps {
  limits: Limits;
  clock: StartOnboardingDeps["clock"];
  requireRole: RequireRole;
  findShop(id: string): Promise<{ id: string; name: string } | null>;
  viewOrder(order: OrderRecord): Promise<Order>;
}

type PayoutCalls = "readPayouts" | "startOnboarding" | "readOrderPayment" | "capturePayment";

/** A provider that does not answer is a refusal to whoever waits for it. */
export const orUnavailable = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    return refuse("PAYMENT_UNAVAILABLE", { retryAfter: error.retryAfter });
  }
};

export const payoutsEdge = (deps: PayoutsEdge): Pick<Handlers, PayoutCalls> => {
  const { orders, records, disputes, limits, requireRole, findShop, viewOrder } = deps;
  return {
    async readPayouts({ params, viewer }) {
      const role = await requireRole(params.shopId, viewer, "payouts:manage");
      return role.ok ? readPayouts(deps, params.shopId) : role;
    },

    async startOnboarding({ params, viewer }) {
      const role = await requireRole(params.shopId, viewer, "payouts:manage");
      if (!role.ok) return role;
      const tooMany = await limits.take("onboarding", params.shopId);
      if (tooMany) return { ok: false, error: tooMany };
      const shop = await findShop(params.shopId);
      return shop ? orUnavailable(() => startOnboarding(deps, shop, viewer)) : refuse("NOT_FOUND");
    },

    async readOrderPayment({ params, viewer }) {
      const order = await orders.find(params.orderId);
      // Whoever may not see an order learns nothing of it, not even that it exists.
      if (!order || !(await requireRole(order.shopId, viewer, "orders:see")).ok) return refuse("NOT_FOUND");
      const [money, disputed] = await Promise.all([records.ofOrder(order.id), disputes.ofOrder(order.id)]);
      const { currency } = order.totals.total;
      const of = (amount: number | undefined) => ({ amount: amount ?? 0, currency });
      return ok({
        captured: of(money?.captured),
        returned: of(money?.returned),
        fee: of(money ? money.fee - money.feeReturned : 0),
        captureBefore: order.status === "authorised" ? order.expiresAt.toISOString() : null,
        disputes: disputed.map(toWireDispute),
      });
    },

    async capturePayment({ params, viewer }) {
      const order = await orders.find(params.orderId);
      if (!order || !(await requireRole(order.shopId, viewer, "payment:capture")).ok)
        return refuse("NOT_FOUND");
      const captured = await orUnavailable(() => capturePayment(deps, order, viewer.id));
      return captured.ok ? ok(await viewOrder(captured.data)) : captured;
    },
  };
};

import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { type SeeOrderDeps, seeOrder, seeOwnOrder } from "../fulfilment/require-order.ts";
import { checkPickup, collectOrder, type PickupDeps } from "./collect-order.ts";
import { readPickupCode, renewPickupCode } from "./show-code.ts";

type PickupCalls = "readPickupCode" | "renewPickupCode" | "checkPickup" | "collectOrder";

export const pickupsEdge = (
  deps: PickupDeps & SeeOrderDeps & { limits: Limits },
): Pick<Handlers, PickupCalls> => ({
  async readPickupCode({ viewer, customer, params, query: { key } }) {
    const order = await seeOwnOrder(deps, params.orderId, { viewer, customer, key });
    return order.ok ? readPickupCode(deps, order.data) : order;
  },

  async renewPickupCode({ viewer, customer, params: { orderId }, query: { key } }) {
    const seen = await seeOrder(deps, orderId, { viewer, customer, key });
    if (!seen.ok) return seen;
    return renewPickupCode(deps, { orderId, by: customer?.id ?? seen.data.order.buyerId });
  },

  async checkPickup({ viewer, params: { shopId }, body }) {
    const role = await deps.requireRole(shopId, viewer, "orders:fulfil");
    if (!role.ok) return role;
    const tooMany = await deps.limits.take("pickup", viewer.id);
    if (tooMany) return { ok: false, error: tooMany };
    return checkPickup(deps, { shopId, code: body.code });
  },

  async collectOrder({ viewer, params: { shopId }, body }) {
    const role = await deps.requireRole(shopId, viewer, "orders:fulfil");
    if (!role.ok) return role;
    const tooMany = await deps.limits.take("pickup", viewer.id);
    if (tooMany) return { ok: false, error: tooMany };
    return collectOrder(deps, { shopId, code: body.code, by: viewer.id });
  },
});

import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type SetShippingDeps, setPickupPlaces, setShipping } from "./set-shipping.ts";

export const shippingEdge = (
  deps: SetShippingDeps & { requireRole: RequireRole },
): Pick<Handlers, "readShipping" | "setShipping" | "setPickupPlaces"> => ({
  async readShipping({ params: { shopId }, viewer }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    return role.ok ? ok(await deps.shipping.of(shopId)) : role;
  },

  async setShipping({ params: { shopId }, viewer, body }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    return role.ok ? setShipping(deps, { shopId, actorId: viewer.id }, body) : role;
  },

  async setPickupPlaces({ params: { shopId }, viewer, body }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    return role.ok ? setPickupPlaces(deps, { shopId, actorId: viewer.id }, body) : role;
  },
});

import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type SetTaxesDeps, setTaxes } from "./set-taxes.ts";

export const taxesEdge = (
  deps: SetTaxesDeps & { requireRole: RequireRole },
): Pick<Handlers, "readTaxes" | "setTaxes"> => ({
  async readTaxes({ params: { shopId }, viewer }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    return role.ok ? ok(await deps.taxes.of(shopId)) : role;
  },

  async setTaxes({ params: { shopId }, viewer, body }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    return role.ok ? setTaxes(deps, { shopId, actorId: viewer.id, form: body }) : role;
  },
});

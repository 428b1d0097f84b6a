import { type Hold, ok, refuse } from "@showdrop/shared";
import type { EndOrderDeps } from "../checkout/end-order.ts";
import { orSalesPaused } from "../drops/sales-paused.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { type PlaceHoldDeps, placeHold } from "./place-hold.ts";
import { releaseHold } from "./release-hold.ts";

interface HoldsEdge extends PlaceHoldDeps, EndOrderDeps {
  limits: Limits;
  listHolds(showId: string, userId: string): Promise<Hold[]>;
}

export const holdsEdge = (deps: HoldsEdge): Pick<Handlers, "placeHold" | "listMyHolds" | "releaseHold"> => ({
  async placeHold({ params, body, viewer, idempotencyKey }) {
    const tooMany = await deps.limits.take("hold", viewer.id);
    if (tooMany) return { ok: false, error: tooMany };
    return orSalesPaused(() =>
      placeHold(deps, {
        dropId: params.dropId,
        userId: viewer.id,
        quantity: body.quantity,
        key: idempotencyKey,
      }),
    );
  },

  listMyHolds: ({ params, viewer }) =>
    orSalesPaused(async () => {
      if (!(await deps.findShow(params.showId))) return refuse("NOT_FOUND");
      return ok({ items: await deps.listHolds(params.showId, viewer.id) });
    }),

  releaseHold: ({ params, viewer }) => orSalesPaused(() => releaseHold(deps, params.holdId, viewer.id)),
});

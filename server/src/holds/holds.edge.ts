import { type Hold, ok, type Result, refuse } from "@showdrop/shared";
import type { SettleDeps } from "../checkout/settle-order.ts";
import { orSalesPaused } from "../drops/sales-paused.ts";
import type { Handlers } from "../edge/call.ts";
import type { HoldCall } from "../edge/lean.ts";
import type { Limits } from "../edge/limits.ts";
import { type PlaceHoldDeps, placeHold } from "./place-hold.ts";
import { releaseHold } from "./release-hold.ts";

interface HoldsEdge extends SettleDeps {
  limits: Limits;
  /** What a crowd asks at once is answered from memory. */
  placing: PlaceHoldDeps;
  findShow(id: string): Promise<unknown>;
  listHolds(showId: string, userId: string): Promise<Hold[]>;
}

export const holdsEdge = (
  deps: HoldsEdge,
): Pick<Handlers, "listMyHolds" | "releaseHold"> & {
  placeHold(call: HoldCall): Promise<Result<Hold>>;
} => ({
  placeHold: ({ params, body, viewer, idempotencyKey, network }) =>
    orSalesPaused(() =>
      placeHold(deps.placing, {
        dropId: params.dropId,
        userId: viewer.id,
        ...body,
        key: idempotencyKey,
        limits: [deps.limits.allowance("call", network), deps.limits.allowance("hold", viewer.id)],
      }),
    ),

  listMyHolds: ({ params, viewer }) =>
    orSalesPaused(async () => {
      if (!(await deps.findShow(params.showId))) return refuse("NOT_FOUND");
      return ok({ items: await deps.listHolds(params.showId, viewer.id) });
    }),

  releaseHold: ({ params, viewer }) => orSalesPaused(() => releaseHold(deps, params.holdId, viewer.id)),
});

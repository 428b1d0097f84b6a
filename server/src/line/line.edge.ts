import { ok, refuse } from "@showdrop/shared";
import { orSalesPaused } from "../drops/sales-paused.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { type JoinLineDeps, joinLine } from "./join-line.ts";
import { leaveLine } from "./leave-line.ts";
import type { createListWaits } from "./list-waits.ts";
import type { PlaceStore } from "./places.store.ts";
import { readDraw } from "./read-draw.ts";

interface LineEdge extends JoinLineDeps {
  limits: Limits;
  places: PlaceStore;
  listWaits: ReturnType<typeof createListWaits>;
}

export const lineEdge = (
  deps: LineEdge,
): Pick<Handlers, "joinLine" | "leaveLine" | "listMyWaits" | "readDropDraw"> => ({
  async joinLine({ params, body, viewer }) {
    const tooMany = await deps.limits.take("hold", viewer.id);
    if (tooMany) return { ok: false, error: tooMany };
    return orSalesPaused(() => joinLine(deps, { dropId: params.dropId, userId: viewer.id, ...body }));
  },

  leaveLine: ({ params, viewer }) => orSalesPaused(() => leaveLine(deps, params.dropId, viewer.id)),

  listMyWaits: ({ params, viewer }) =>
    orSalesPaused(async () => {
      if (!(await deps.findShow(params.showId))) return refuse("NOT_FOUND");
      return ok({ items: await deps.listWaits(params.showId, viewer.id) });
    }),

  readDropDraw: ({ params }) => readDraw(deps, params.dropId),
});

import { type Drop, ok, type Result, refuse, type ShopRole } from "@showdrop/shared";
import type { Handlers, Viewer } from "../edge/call.ts";
import { type CloseDropDeps, closeDrop } from "./close-drop.ts";
import { type CreateDropDeps, createDrop } from "./create-drop.ts";
import type { ShowClock } from "./drop-clock.ts";
import { toDrop } from "./drop-view.ts";
import type { DropRecord } from "./drops.store.ts";
import { openDrop } from "./open-drop.ts";
import { orSalesPaused } from "./sales-paused.ts";

export interface ShowOfSales extends ShowClock {
  id: string;
  shopId: string;
  status: "scheduled" | "live" | "paused" | "ended" | "cancelled";
  turn: number;
}

interface DropsEdge extends CreateDropDeps, CloseDropDeps {
  findShow(id: string): Promise<ShowOfSales | null>;
  requireRole(shopId: string, viewer: Viewer, action: "drop:manage"): Promise<Result<ShopRole>>;
}

/** The drops of a show as its viewers see them. */
export const createListDrops =
  ({ drops, holds, clock, findShow }: Pick<DropsEdge, "drops" | "holds" | "clock" | "findShow">) =>
  async (showId: string): Promise<Drop[]> => {
    const [show, found] = await Promise.all([findShow(showId), drops.ofShow(showId)]);
    if (!show) return [];
    return Promise.all(
      found.map(async (drop) => toDrop(drop, show, await holds.counters(drop.id), clock.now())),
    );
  };

export const dropsEdge = (
  deps: DropsEdge,
): Pick<Handlers, "createDrop" | "listDrops" | "openDrop" | "closeDrop"> => {
  const { drops, holds, clock, findShow, requireRole } = deps;
  const listDrops = createListDrops(deps);

  const view = async (show: ShowClock, result: Result<DropRecord>): Promise<Result<Drop>> =>
    result.ok ? ok(toDrop(result.data, show, await holds.counters(result.data.id), clock.now())) : result;

  /** The drop and its show, for those who may run its shop's sales. */
  const manage = async (
    dropId: string,
    viewer: Viewer,
  ): Promise<Result<{ drop: DropRecord; show: ShowOfSales }>> => {
    const drop = await drops.find(dropId);
    const show = drop && (await findShow(drop.showId));
    if (!show) return refuse("NOT_FOUND");
    const role = await requireRole(show.shopId, viewer, "drop:manage");
    return role.ok ? ok({ drop, show }) : role;
  };

  return {
    createDrop: ({ params, body, viewer, idempotencyKey }) =>
      orSalesPaused(async () => {
        const show = await findShow(params.showId);
        if (!show) return refuse("NOT_FOUND");
        const role = await requireRole(show.shopId, viewer, "drop:manage");
        if (!role.ok) return role;
        return view(show, await createDrop(deps, show, viewer.id, idempotencyKey, body));
      }),

    async listDrops({ params }) {
      if (!(await findShow(params.showId))) return refuse("NOT_FOUND");
      return ok({ items: await listDrops(params.showId) });
    },

    openDrop: ({ params, viewer }) =>
      orSalesPaused(async () => {
        const managed = await manage(params.dropId, viewer);
        if (!managed.ok) return managed;
        const { drop, show } = managed.data;
        return view(show, await openDrop(deps, drop, show));
      }),

    closeDrop: ({ params, viewer }) =>
      orSalesPaused(async () => {
        const managed = await manage(params.dropId, viewer);
        if (!managed.ok) return managed;
        const { drop, show } = managed.data;
        return view(show, await closeDrop(deps, drop));
      }),
  };
};

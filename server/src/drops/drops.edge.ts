import { type Drop, ok, type Result, refuse, type ShopRole } from "@showdrop/shared";
import type { Handlers, Viewer } from "../edge/call.ts";
import { type CloseDropDeps, closeDrop } from "./close-drop.ts";
import { type CreateDropDeps, createDrop } from "./create-drop.ts";
import type { DropRecord } from "./drop.schema.ts";
import { dropTimes, hasOpened, type ShowClock } from "./drop-clock.ts";
import type { DropTimers } from "./drop-timers.ts";
import { countersOf, toDrop } from "./drop-view.ts";
import { moveClosing } from "./move-closing.ts";
import { openDrop } from "./open-drop.ts";
import { setPaused } from "./pause-drop.ts";
import { readReceipts } from "./read-receipts.ts";
import { type RestockDeps, restockDrop } from "./restock-drop.ts";
import { orSalesPaused } from "./sales-paused.ts";

export interface ShowOfSales extends ShowClock {
  id: string;
  shopId: string;
  status: "scheduled" | "live" | "paused" | "ended" | "cancelled";
  turn: number;
}

interface DropsEdge extends CreateDropDeps, CloseDropDeps, RestockDeps {
  attend(dropId: string): Promise<void>;
  timers: DropTimers;
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
      found.map(async (drop) => toDrop(drop, show, await countersOf(holds, drop), clock.now())),
    );
  };

type Managed =
  | "createDrop"
  | "openDrop"
  | "closeDrop"
  | "pauseDrop"
  | "resumeDrop"
  | "restockDrop"
  | "moveClosing";

export const dropsEdge = (deps: DropsEdge): Pick<Handlers, Managed | "listDrops" | "readReceipts"> => {
  const { drops, holds, clock, timers, findShow, requireRole } = deps;
  const listDrops = createListDrops(deps);

  const view = async (show: ShowOfSales, result: Result<DropRecord>): Promise<Result<Drop>> => {
    if (!result.ok) return result;
    const drop = result.data;
    const times = dropTimes(drop, show);
    const now = clock.now();
    // What was just decided may be due before the next sweep looks.
    if (times.pausedAt === null && !drop.closedAt)
      timers.expect(drop.id, hasOpened(times, now) ? times.closesAt : times.opensAt);
    return ok(toDrop(drop, show, await countersOf(holds, drop), now));
  };

  /** Does something to a drop for those who may run its shop's sales. */
  const manage = (
    dropId: string,
    viewer: Viewer,
    work: (drop: DropRecord, show: ShowOfSales) => Promise<Result<DropRecord>>,
  ): Promise<Result<Drop>> =>
    orSalesPaused(async () => {
      const drop = await drops.find(dropId);
      const show = drop && (await findShow(drop.showId));
      if (!show) return refuse("NOT_FOUND");
      const role = await requireRole(show.shopId, viewer, "drop:manage");
      return role.ok ? view(show, await work(drop, show)) : role;
    });

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
      manage(params.dropId, viewer, (drop, show) => openDrop(deps, drop, show, viewer.id)),

    closeDrop: ({ params, viewer }) =>
      manage(params.dropId, viewer, (drop) => closeDrop(deps, drop, viewer.id)),

    pauseDrop: ({ params, viewer }) =>
      manage(params.dropId, viewer, (drop, show) =>
        setPaused(deps, drop, show, { paused: true, actorId: viewer.id }),
      ),

    resumeDrop: ({ params, viewer }) =>
      manage(params.dropId, viewer, (drop, show) =>
        setPaused(deps, drop, show, { paused: false, actorId: viewer.id }),
      ),

    restockDrop: ({ params, body, viewer, idempotencyKey }) =>
      manage(params.dropId, viewer, (drop) =>
        restockDrop(deps, drop, body, { actorId: viewer.id, key: idempotencyKey }),
      ),

    moveClosing: ({ params, body, viewer }) =>
      manage(params.dropId, viewer, (drop, show) => moveClosing(deps, drop, show, body, viewer.id)),

    readReceipts: ({ params, query }) => orSalesPaused(() => readReceipts(deps, params.dropId, query)),
  };
};

import { ok, type Product, type Result, type RunOfShow, refuse, stepAfter } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { RunRecord, RunStore } from "./run-of-show.store.ts";

export interface RunDeps {
  shows: Pick<ShowStore, "find">;
  runs: RunStore;
  hub: Hub;
  requireRole: RequireRole;
  findProducts(ids: readonly string[]): Promise<Product[]>;
  /** The second screens that follow a show. */
  tellScreens(showId: string, revision: number): void;
}

/** A plan as its team sees it, with its products as they are now. */
export const viewRun = async (
  { findProducts }: Pick<RunDeps, "findProducts">,
  showId: string,
  { revision, steps, currentId }: RunRecord,
): Promise<RunOfShow> => {
  const wanted = [...new Set(steps.flatMap(({ productId }) => productId ?? []))];
  const products = new Map(
    (wanted.length > 0 ? await findProducts(wanted) : []).map((product) => [product.id, product]),
  );
  const shown = steps.map(({ productId, shownAt, ...step }) => {
    const product = productId === null ? undefined : products.get(productId);
    return {
      ...step,
      product: product
        ? { id: product.id, title: product.title, imageUrl: product.images[0]?.url ?? null }
        : null,
      shownAt: shownAt?.toISOString() ?? null,
    };
  });
  const isThere = shown.some(({ id }) => id === currentId);
  return { showId, revision, steps: shown, currentId: isThere ? currentId : stepAfter(shown, null) };
};

/** Tells the team's pages and the second screens that a plan is another now. */
export const tellRun = (
  { hub, tellScreens }: RunDeps,
  show: { id: string; shopId: string },
  revision: number,
): void => {
  hub.toModerators(show.shopId, "run:changed", { showId: show.id, revision });
  tellScreens(show.id, revision);
};

/** The plan of a show, for those with a role in its shop. Refuses with NOT_FOUND or NOT_ALLOWED. */
export const readRun = async (
  deps: RunDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<RunOfShow>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "run:see");
  if (!role.ok) return role;
  return ok(await viewRun(deps, showId, await deps.runs.find(showId)));
};

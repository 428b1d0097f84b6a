import { ok, type Result, type RunOfShow, refuse, type SaveRunOfShow } from "@showdrop/shared";
import { type RunDeps, tellRun, viewRun } from "./read-run.ts";

export interface SaveRunDeps extends RunDeps {
  /** The drops of a show. */
  dropIdsOf(showId: string): Promise<string[]>;
}

/** Refuses what another shop sells, or another show. */
const checkThings = async (
  { findProducts, dropIdsOf }: SaveRunDeps,
  show: { id: string; shopId: string },
  steps: SaveRunOfShow["steps"],
): Promise<Result<null>> => {
  const productIds = [...new Set(steps.flatMap(({ productId }) => productId ?? []))];
  const products = productIds.length > 0 ? await findProducts(productIds) : [];
  const own = new Set(products.filter(({ shopId }) => shopId === show.shopId).map(({ id }) => id));
  const drops = new Set(steps.some(({ dropId }) => dropId) ? await dropIdsOf(show.id) : []);
  for (const [at, { productId, dropId }] of steps.entries()) {
    if (productId !== null && !own.has(productId))
      return refuse("PRODUCT_NOT_IN_SHOP", { path: `steps.${at}.productId` });
    if (dropId !== null && !drops.has(dropId))
      return refuse("INVALID_INPUT", {
        path: `steps.${at}.dropId`,
        message: "This drop is not in the show.",
      });
  }
  return ok(null);
};

/**
 * Replaces the plan of a show, unless somebody else changed it since it was read; what was shown stays marked.
 * Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_ENDED, RUN_CHANGED, PRODUCT_NOT_IN_SHOP or INVALID_INPUT.
 */
export const saveRun = async (
  deps: SaveRunDeps,
  viewer: { id: string },
  showId: string,
  { revision, steps }: SaveRunOfShow,
): Promise<Result<RunOfShow>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "run:edit");
  if (!role.ok) return role;
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const things = await checkThings(deps, show, steps);
  if (!things.ok) return things;
  const before = await deps.runs.find(showId);
  const shown = new Map(before.steps.map(({ id, shownAt }) => [id, shownAt]));
  const wanted = {
    revision,
    steps: steps.map((step) => ({ ...step, shownAt: shown.get(step.id) ?? null })),
    currentId: before.currentId,
  };
  const saved = before.revision === revision ? await deps.runs.replace(show, wanted) : null;
  if (saved === null) return refuse("RUN_CHANGED");
  tellRun(deps, show, saved);
  return ok(await viewRun(deps, showId, { ...wanted, revision: saved }));
};

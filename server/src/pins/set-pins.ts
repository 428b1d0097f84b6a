import { ok, type Pins, type Result, refuse, type SetPins } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { type FindProducts, readPins } from "./read-pins.ts";

export interface SetPinsDeps {
  shows: ShowStore;
  hub: Hub;
  requireRole: RequireRole;
  findProducts: FindProducts;
}

/** Chooses what lies over the video; everybody sees it, and whoever comes later. */
export const setPins = async (
  { shows, hub, requireRole, findProducts }: SetPinsDeps,
  viewer: { id: string },
  showId: string,
  { productIds, featuredId }: SetPins,
): Promise<Result<Pins>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "pins:set");
  if (!role.ok) return role;
  const wanted = [...new Set(productIds)];
  const own = (await findProducts(wanted)).filter(
    ({ shopId, archived }) => shopId === show.shopId && !archived,
  );
  if (own.length < wanted.length) return refuse("PRODUCT_NOT_IN_SHOP", { path: "productIds" });
  const changed = await shows.setPins(showId, { productIds: wanted, featuredId });
  if (!changed) return refuse("SHOW_ENDED");
  const pins = await readPins(findProducts, changed);
  await hub.publish(showId, "pins:changed", pins);
  return ok(pins);
};

import { type DropDraw, ok, type Result, refuse } from "@showdrop/shared";
import type { DropStore } from "../drops/drops.store.ts";
import { drawOrder } from "../kit/draw.ts";
import type { PlaceStore } from "./places.store.ts";

/** All that is needed to check a fair start. Refuses with NOT_FOUND or DROP_NOT_DRAWN. */
export const readDraw = async (
  { drops, places }: { drops: DropStore; places: PlaceStore },
  dropId: string,
): Promise<Result<DropDraw>> => {
  const drop = await drops.find(dropId);
  if (!drop?.fairStart) return refuse("NOT_FOUND");
  const entrants = await places.listOf(dropId);
  if (!drop.fairStart.drawnAt || !entrants) return refuse("DROP_NOT_DRAWN");
  const { seed, commit } = drop.fairStart;
  const draw = { drawId: dropId, commit, seed, entrants };
  return ok({ ...draw, order: drawOrder(draw) });
};

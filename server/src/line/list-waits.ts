import type { Wait } from "@showdrop/shared";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { LineStore } from "../holds/line.store.ts";
import { toWait } from "./wait-view.ts";

/** A person's places in the lines of a show's drops. */
export const createListWaits =
  ({ drops, line, recount }: { drops: DropStore; line: LineStore; recount: Recount }) =>
  async (showId: string, userId: string): Promise<Wait[]> => {
    const running = (await drops.ofShow(showId)).filter(({ closedAt }) => closedAt === null);
    const found = await Promise.all(
      running.map(async (drop) => {
        const place = await recount.counted(drop.id, () => line.find(drop.id, userId));
        return place ? [toWait(place, drop)] : [];
      }),
    );
    return found.flat();
  };

import { isOwing } from "@showdrop/shared";
import type { OrderRecord } from "../orders/order-record.ts";
import type { DeskStore } from "./desk.store.ts";

/** What orders that travel in one parcel have in common: the first of them. */
export const parcelOf = ({ id, bundle }: Pick<OrderRecord, "id" | "bundle">): string => bundle?.id ?? id;

/** A shop's orders among these that it owes, with the others that travel in the same parcels, oldest first. */
export const createToPack =
  (desk: Pick<DeskStore, "ofShop" | "inBundles">) =>
  async (ids: readonly string[], shopId: string): Promise<OrderRecord[]> => {
    const asked = (await desk.ofShop(ids, shopId)).filter(({ status }) => isOwing(status));
    const mates = await desk.inBundles([...new Set(asked.map(parcelOf))], shopId);
    const known = new Set(asked.map(({ id }) => id));
    // Of mates only those that still wait: what was sent long ago is not packed again.
    const waiting = mates.filter(({ id, fulfilment }) => !known.has(id) && fulfilment !== "fulfilled");
    return [...asked, ...waiting].sort((a, b) => (a.id < b.id ? -1 : 1));
  };

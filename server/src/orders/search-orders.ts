import type { ShopOrdersFilter } from "@showdrop/shared";
import type { DeskStore } from "../fulfilment/desk.store.ts";
import type { OrderRecord } from "./order-record.ts";

export interface SearchOrdersDeps {
  desk: Pick<DeskStore, "search">;
  /** People whose name contains a text. */
  idsNamed(part: string): Promise<string[]>;
}

export type SearchOrders = (
  shopId: string,
  query: ShopOrdersFilter & { before?: string | undefined; limit: number },
) => Promise<OrderRecord[]>;

/** A shop's paid orders by number, buyer, product, status, fulfilment, show and time, newest first. */
export const createSearchOrders =
  ({ desk, idsNamed }: SearchOrdersDeps): SearchOrders =>
  async (shopId, { text, ...query }) =>
    desk.search(shopId, {
      ...query,
      words: text === undefined ? null : { text, buyerIds: await idsNamed(text) },
    });

import type { Order } from "@showdrop/shared";
import type { CartRecord } from "../carts/carts.store.ts";
import type { SayLine } from "../chat/say-line.ts";
import type { DropAnnouncer } from "../drops/announce-drops.ts";
import type { StoredHold } from "../holds/hold.store.ts";
import { toHold } from "../holds/hold-view.ts";
import type { Hub } from "../hub/hub.ts";
import { dropLinesOf } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";

interface TellDeps {
  hub: Hub;
  announcer: DropAnnouncer;
  viewOrder(order: OrderRecord): Promise<Order>;
  sayLine: SayLine;
  findUser(id: string): Promise<{ displayName: string; namedWhenBuying: boolean } | null>;
}

export type Tell = ReturnType<typeof createTell>;

/** Who hears of what happens to holds and orders. */
export const createTell = ({ hub, announcer, viewOrder, sayLine, findUser }: TellDeps) => ({
  holdChanged(hold: StoredHold, drop: { id: string; showId: string }, orderId: string | null): void {
    announcer.stockMoved(drop.id);
    hub.toPerson(hold.user, "hold:changed", toHold(hold, drop, orderId));
  },

  cartChanged({ userId, shopId, revision }: CartRecord): void {
    hub.toPerson(userId, "cart:changed", { shopId, revision });
  },

  async orderChanged(record: OrderRecord): Promise<void> {
    const order = await viewOrder(record);
    hub.toPerson(record.buyerId, "order:changed", order);
    if (record.paidAt) hub.toTeam(record.shopId, "order:changed", order);
  },

  async orderAuthorised(record: OrderRecord): Promise<void> {
    const order = await viewOrder(record);
    hub.toPerson(record.buyerId, "order:changed", order);
    hub.toTeam(record.shopId, "order:authorised", order);
  },

  async orderPaid(record: OrderRecord): Promise<void> {
    const order = await viewOrder(record);
    hub.toPerson(record.buyerId, "order:changed", order);
    hub.toTeam(record.shopId, "order:paid", order);
    const first = dropLinesOf(record)[0] ?? record.lines[0];
    if (!record.showId || !first) return;
    const buyer = await findUser(record.buyerId);
    await sayLine(`bought:${record.id}`, {
      what: "bought",
      showId: record.showId,
      buyer: buyer?.namedWhenBuying ? buyer.displayName : null,
      title: first.title,
      quantity: first.quantity,
    });
  },
});

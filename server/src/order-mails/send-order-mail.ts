import type { Locale, ShopCard } from "@showdrop/shared";
import type { Errand, ErrandRecord } from "../errands/errands.store.ts";
import type { ErrandOutcome } from "../errands/run-errands.ts";
import type { ShipmentStore } from "../fulfilment/shipments.store.ts";
import { MailRefused, type SendMail } from "../mail/mail.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { RefundStore } from "../refunds/refunds.store.ts";
import { type LetterSubject, writeOrderLetter } from "./letter.ts";

export interface SendOrderMailDeps {
  sendMail: SendMail;
  findOrder(id: string): Promise<OrderRecord | null>;
  shopCards(ids: string[]): Promise<Map<string, ShopCard>>;
  shipments: ShipmentStore;
  refunds: RefundStore;
  /** The page about an order for its buyer; a guest's opens without signing in. */
  orderUrl(order: OrderRecord): Promise<URL>;
  /** The language of an order's buyer. */
  localeOf(order: OrderRecord): Promise<Locale>;
}

/** What the mail tells of; null when that is not so any more, and nobody needs to read of it. */
const subjectOf = async (
  { shipments, refunds }: SendOrderMailDeps,
  order: OrderRecord,
  { mail, about }: Errand & { kind: "mail" },
): Promise<LetterSubject | null> => {
  switch (mail) {
    case "confirmation":
      return {};
    case "ready_for_pickup":
      return order.pickup.collectedAt ? null : {};
    case "shipped": {
      const shipment = (await shipments.of(order.id)).find(({ id }) => id === about);
      if (!shipment?.carrier) return null;
      const { lines: units, carrier, trackingNumber } = shipment;
      return { units, parcel: { carrier, trackingNumber } };
    }
    case "refunded":
    case "cancelled": {
      const done = (await refunds.of(order.id)).filter(({ status }) => status === "done");
      const index = done.findIndex(({ id }) => id === about);
      const refund = done[index];
      if (!refund) return null;
      const { currency } = order.totals.total;
      const refunded = done.slice(0, index + 1).reduce((sum, { amount }) => sum + amount, 0);
      return {
        units: refund.lines,
        money: { amount: { amount: refund.amount, currency }, refunded: { amount: refunded, currency } },
      };
    }
  }
};

/** Sends one mail about an order to its buyer. A copy sent again after a crash has the same Message-ID. */
export const createSendOrderMail =
  (deps: SendOrderMailDeps) =>
  async ({ id, orderId, errand }: ErrandRecord): Promise<ErrandOutcome> => {
    const order = await deps.findOrder(orderId);
    if (errand.kind !== "mail" || !order?.email) return { kind: "gone" };
    const shop = (await deps.shopCards([order.shopId])).get(order.shopId);
    const subject = await subjectOf(deps, order, errand);
    if (!shop || !subject) return { kind: "gone" };
    const orderUrl = await deps.orderUrl(order);
    const letter = writeOrderLetter({
      ...{ kind: errand.mail, order, subject, orderUrl, shopName: shop.name },
      locale: await deps.localeOf(order),
      messageId: `<order-${id}@${orderUrl.hostname}>`,
    });
    try {
      await deps.sendMail(letter);
      return { kind: "sent" };
    } catch (error) {
      const why = error instanceof Error ? error.message : "no answer";
      return error instanceof MailRefused ? { kind: "refused", why } : { kind: "later", afterMs: 0, why };
    }
  };

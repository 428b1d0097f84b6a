import type { Dispute } from "@showdrop/shared";
import type { OrderDispute } from "./disputes.store.ts";

export const toWireDispute = ({ paymentId: _, shopId: __, ...dispute }: OrderDispute): Dispute => ({
  ...dispute,
  respondBy: dispute.respondBy?.toISOString() ?? null,
  openedAt: dispute.openedAt.toISOString(),
});

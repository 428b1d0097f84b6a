import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import { type AnswerDetailsDeps, answerDetails } from "../fulfilment/fulfilment.edge.ts";
import { readDetails } from "../fulfilment/read-details.ts";
import { requireOrder, seeOwnOrder } from "../fulfilment/require-order.ts";
import { cancelOrder, declineCancellation, requestCancellation } from "./cancel-order.ts";
import { recordReturn } from "./record-return.ts";
import { type RefundDeps, refundOrder } from "./refund-order.ts";

type RefundCalls =
  | "refundOrder"
  | "cancelOrder"
  | "requestCancellation"
  | "declineCancellation"
  | "recordReturn";

export const refundsEdge = (deps: AnswerDetailsDeps & RefundDeps): Pick<Handlers, RefundCalls> => ({
  async refundOrder({ viewer, params: { orderId }, body, idempotencyKey: key }) {
    const may = await requireOrder(deps, orderId, viewer, "orders:refund");
    if (!may.ok) return may;
    return answerDetails(deps, { orderId, viewer }, () =>
      refundOrder(deps, { orderId, form: body, key, by: viewer.id }),
    );
  },

  async cancelOrder({ viewer, params: { orderId }, body }) {
    const may = await requireOrder(deps, orderId, viewer, "orders:refund");
    if (!may.ok) return may;
    return answerDetails(deps, { orderId, viewer }, () =>
      cancelOrder(deps, { orderId, form: body, by: viewer.id }),
    );
  },

  async requestCancellation({ viewer, customer, params: { orderId }, query: { key }, body }) {
    const order = await seeOwnOrder(deps, orderId, { viewer, customer, key });
    if (!order.ok) return order;
    const asked = await requestCancellation(deps, { orderId, note: body.note, by: order.data.buyerId });
    if (!asked.ok) return asked;
    return ok(await readDetails(deps, (await deps.findOrder(orderId)) ?? order.data, "buyer"));
  },

  declineCancellation: ({ viewer, params: { orderId }, body }) =>
    answerDetails(deps, { orderId, viewer }, () =>
      declineCancellation(deps, { orderId, note: body.note, by: viewer.id }),
    ),

  recordReturn: ({ viewer, params: { orderId }, body, idempotencyKey: key }) =>
    answerDetails(deps, { orderId, viewer }, () =>
      recordReturn(deps, { orderId, form: body, key, by: viewer.id }),
    ),
});

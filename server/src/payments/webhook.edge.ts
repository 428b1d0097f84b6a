import { refuse } from "@showdrop/shared";
import express, { Router } from "express";
import { type SettleDeps, settleOrder } from "../checkout/settle-order.ts";
import { answerFault } from "../edge/answer.ts";
import { sendRefusal } from "../edge/http.ts";
import type { OrderRecord } from "../orders/orders.store.ts";
import type { PaymentEventStore } from "./payment-events.store.ts";
import type { PaymentEvent } from "./payments.ts";

/** Bytes; Stripe's events are a few kilobytes. */
const MAX_EVENT_BYTES = 1024 * 1024;

interface WebhookDeps extends SettleDeps {
  events: PaymentEventStore;
  /** Tells the buyer and the team that an order was refunded. */
  refunded(order: OrderRecord): Promise<void>;
}

const takeEffect = async (deps: WebhookDeps, event: PaymentEvent): Promise<void> => {
  const { orders, payments } = deps;
  switch (event.type) {
    case "payment-changed": {
      const order = await orders.find(event.payment.orderId);
      // Not the payment of one of our orders: nobody could pay it from here.
      if (!order || (order.paymentId !== null && order.paymentId !== event.payment.id)) return;
      // Events arrive late and in any order: what counts is how the payment stands now.
      return settleOrder(deps, order, await payments.read(event.payment.id));
    }
    case "refunded": {
      const paid = await orders.findByPayment(event.paymentId);
      const order = paid && (await orders.move(paid.id, "refunded"));
      if (order) await deps.refunded(order);
      return;
    }
    case "other":
      return;
  }
};

/**
 * The payment provider's webhook. The signature is checked over the raw bytes before anything else is done; anything
 * but 200 makes the provider send the event again, so 200 is said only when its effect is in the record.
 */
export const webhookEdge = (deps: WebhookDeps): Router => {
  const { events, payments, clock, log } = deps;
  const webhook = Router();
  webhook.post(
    "/webhooks/stripe",
    express.raw({ type: () => true, limit: MAX_EVENT_BYTES }),
    async (req, res) => {
      const body: unknown = req.body;
      const event = Buffer.isBuffer(body)
        ? payments.readEvent(body, req.get("stripe-signature") ?? "")
        : null;
      if (!event) {
        log.warn("webhook refused: its signature, age or mode is wrong");
        return sendRefusal(res, refuse("SIGNATURE_INVALID").error);
      }
      try {
        if (!(await events.has(event.id))) {
          await takeEffect(deps, event);
          await events.add(event.id, event.type, new Date(clock.now()));
        }
        res.json({ received: true });
      } catch (error) {
        sendRefusal(res, answerFault(error, log));
      }
    },
  );
  return webhook;
};

import { refuse } from "@showdrop/shared";
import express, { Router } from "express";
import { answerFault } from "../edge/answer.ts";
import { sendRefusal } from "../edge/http.ts";
import { type TakeEffectDeps, takeEffect } from "./take-effect.ts";

/** Bytes; Stripe's events are a few kilobytes. */
const MAX_EVENT_BYTES = 1024 * 1024;

/**
 * The payment provider's webhook. The signature is checked over the raw bytes before anything else is done; anything
 * but 200 makes the provider send the event again, so 200 is said only when its effect is in the record.
 */
export const webhookEdge = (deps: TakeEffectDeps): Router => {
  const { payments, log } = deps;
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
        await takeEffect(deps, event);
        res.json({ received: true });
      } catch (error) {
        sendRefusal(res, answerFault(error, log));
      }
    },
  );
  return webhook;
};

import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { done, noSuch, type Outcome } from "./errors.ts";
import { newId } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { listParams, text } from "./params.ts";

/** The version whose types the objects follow. */
export const API_VERSION = "2026-10-28.endive" satisfies Stripe.LatestApiVersion;

/** Where webhooks go; kept with the state, since a test may learn the address only later. */
export const ENDPOINT_SETTING = "webhook_endpoint";

/** Writes an event, and its delivery, in the transaction that caused it: neither is lost without the other. */
export function record(
  call: Call,
  type: Stripe.Event.Type,
  object: Stripe.Event.Data.Object,
  previous?: Record<string, unknown>,
): void {
  const endpoint = call.store.get("setting", ENDPOINT_SETTING);
  const event: Stripe.EventBase = {
    id: newId("evt"),
    object: "event",
    api_version: API_VERSION,
    ...(call.account === null ? {} : { account: call.account }),
    created: call.clock.now(),
    data: previous === undefined ? { object } : { object, previous_attributes: previous },
    livemode: false,
    pending_webhooks: endpoint ? 1 : 0,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey },
    type,
  };
  call.store.put("event", event);
  if (!endpoint) return;
  call.store.put("delivery", {
    id: newId("del"),
    event: event.id,
    type,
    body: JSON.stringify(event, null, 2),
    state: "pending",
    attempts: [],
  });
}

export const listEventsParams = z.strictObject({
  ...listParams,
  type: text.optional(),
  types: z.array(text).max(20).optional(),
  delivery_success: z.enum(["true", "false"]).optional(),
});

export function listEvents(call: Call, params: z.infer<typeof listEventsParams>): Outcome<Page<"event">> {
  return listPage(call.store, "event", "/v1/events", params, (event) => {
    const delivered = params.delivery_success;
    return (
      (event.account ?? null) === call.account &&
      (params.type === undefined || matchesType(event.type, params.type)) &&
      (params.types === undefined || params.types.includes(event.type)) &&
      (delivered === undefined || (event.pending_webhooks === 0) === (delivered === "true"))
    );
  });
}

export function retrieveEvent(call: Call, id: string): Outcome<Stripe.EventBase> {
  const event = call.store.get("event", id);
  return event ? done(event) : noSuch("event", id);
}

/** `charge.*` stands for a whole family. */
function matchesType(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

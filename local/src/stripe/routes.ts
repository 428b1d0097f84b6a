import { z } from "zod";
import type { Call } from "./call.ts";
import { cancelIntent, cancelIntentParams, captureIntent, captureIntentParams } from "./capture-cancel.ts";
import { listCharges, listChargesParams, retrieveCharge } from "./charges.ts";
import { confirmIntent, confirmIntentParams } from "./confirm.ts";
import {
  createCustomer,
  customerParams,
  deleteCustomer,
  listCustomers,
  listCustomersParams,
  retrieveCustomer,
  updateCustomer,
} from "./customers.ts";
import { done, invalid, type Outcome } from "./errors.ts";
import { listEvents, listEventsParams, retrieveEvent } from "./events.ts";
import { expandAll } from "./expand.ts";
import type { FormFields } from "./form.ts";
import { expand, parseParams, text } from "./params.ts";
import {
  createIntent,
  createIntentParams,
  listIntents,
  listIntentsParams,
  updateIntent,
  updateIntentParams,
} from "./payment-intents.ts";
import { createPaymentMethod, createPaymentMethodParams, retrievePaymentMethod } from "./payment-methods.ts";
import { admitToIntent } from "./publishable.ts";
import {
  createRefund,
  createRefundParams,
  listRefunds,
  listRefundsParams,
  retrieveRefund,
} from "./refunds.ts";

/** One endpoint. `prepare` judges the parameters alone; what it returns executes. */
export interface Route {
  method: "get" | "post" | "delete";
  path: string;
  /** Whether a browser may call it with the publishable key. */
  publishable: boolean;
  prepare(fields: FormFields, id: string): Outcome<(call: Call) => Outcome<object>>;
}

type Expanding = z.ZodType<{ expand?: string[] | undefined }>;
type Verb<S extends Expanding> = (call: Call, params: z.output<S>, id: string) => Outcome<object>;

const retrieval = z.strictObject({ expand });
const intentRetrieval = z.strictObject({ client_secret: text.optional(), expand });

export const routes: readonly Route[] = [
  route("post", "/v1/payment_intents", createIntentParams, createIntent),
  route("get", "/v1/payment_intents", listIntentsParams, listIntents),
  forBrowsers(
    route("get", "/v1/payment_intents/:id", intentRetrieval, (call, params, id) =>
      admitToIntent(call, id, params.client_secret),
    ),
  ),
  route("post", "/v1/payment_intents/:id", updateIntentParams, (call, params, id) =>
    updateIntent(call, id, params),
  ),
  forBrowsers(
    route("post", "/v1/payment_intents/:id/confirm", confirmIntentParams, (call, params, id) => {
      const intent = admitToIntent(call, id, params.client_secret);
      if (!intent.ok) return intent;
      if (call.caller === "publishable" && intent.value.confirmation_method === "manual") {
        return invalid(
          "This PaymentIntent cannot be confirmed using your publishable key because its confirmation_method is set to manual. Please use your secret key instead, or create a PaymentIntent with confirmation_method set to automatic.",
          { code: "payment_intent_invalid_parameter" },
        );
      }
      return confirmIntent(call, intent.value, params);
    }),
  ),
  route("post", "/v1/payment_intents/:id/capture", captureIntentParams, (call, params, id) =>
    captureIntent(call, id, params),
  ),
  route("post", "/v1/payment_intents/:id/cancel", cancelIntentParams, (call, params, id) =>
    cancelIntent(call, id, params),
  ),

  route("post", "/v1/refunds", createRefundParams, createRefund),
  route("get", "/v1/refunds", listRefundsParams, listRefunds),
  route("get", "/v1/refunds/:id", retrieval, (call, _params, id) => retrieveRefund(call, id)),

  route("post", "/v1/customers", customerParams, createCustomer),
  route("get", "/v1/customers", listCustomersParams, listCustomers),
  route("get", "/v1/customers/:id", retrieval, (call, _params, id) => retrieveCustomer(call, id)),
  route("post", "/v1/customers/:id", customerParams, (call, params, id) => updateCustomer(call, id, params)),
  route("delete", "/v1/customers/:id", retrieval, (call, _params, id) => deleteCustomer(call, id)),

  forBrowsers(route("post", "/v1/payment_methods", createPaymentMethodParams, createPaymentMethod)),
  route("get", "/v1/payment_methods/:id", retrieval, (call, _params, id) => retrievePaymentMethod(call, id)),

  route("get", "/v1/charges", listChargesParams, listCharges),
  route("get", "/v1/charges/:id", retrieval, (call, _params, id) => retrieveCharge(call, id)),

  route("get", "/v1/events", listEventsParams, listEvents),
  route("get", "/v1/events/:id", retrieval, (call, _params, id) => retrieveEvent(call, id)),
];

function route<S extends Expanding>(method: Route["method"], path: string, schema: S, verb: Verb<S>): Route {
  return {
    method,
    path,
    publishable: false,
    prepare(fields, id) {
      const params = parseParams(schema, fields);
      if (!params.ok) return params;
      return done((call) => {
        const outcome = verb(call, params.value, id);
        if (!outcome.ok) return outcome;
        return expandAll(call.store, outcome.value, params.value.expand ?? []);
      });
    },
  };
}

function forBrowsers(route: Route): Route {
  return { ...route, publishable: true };
}

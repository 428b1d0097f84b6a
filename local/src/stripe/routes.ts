import { z } from "zod";
import {
  createAccount,
  createAccountLink,
  createAccountLinkParams,
  createAccountParams,
  retrieveAccount,
} from "./accounts.ts";
import { balanceParams, retrieveBalance } from "./balance.ts";
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
import {
  listDisputes,
  listDisputesParams,
  retrieveDispute,
  updateDispute,
  updateDisputeParams,
} from "./disputes.ts";
import { invalid } from "./errors.ts";
import { listEvents, listEventsParams, retrieveEvent } from "./events.ts";
import { expand, text } from "./params.ts";
import {
  createIntent,
  createIntentParams,
  listIntents,
  listIntentsParams,
  updateIntent,
  updateIntentParams,
} from "./payment-intents.ts";
import {
  createPaymentMethod,
  createPaymentMethodParams,
  detachPaymentMethod,
  listCustomerMethods,
  listCustomerMethodsParams,
  retrievePaymentMethod,
} from "./payment-methods.ts";
import {
  createPayout,
  createPayoutParams,
  listPayouts,
  listPayoutsParams,
  retrievePayout,
} from "./payouts.ts";
import { admitToIntent } from "./publishable.ts";
import {
  createRefund,
  createRefundParams,
  listRefunds,
  listRefundsParams,
  retrieveRefund,
} from "./refunds.ts";
import { forBrowsers, type Route, route } from "./route.ts";
import { setupRoutes } from "./setup-routes.ts";
import { createCalculation, createCalculationParams } from "./tax.ts";
import {
  createFeeRefund,
  createFeeRefundParams,
  createReversal,
  createReversalParams,
  listFees,
  listFeesParams,
  listTransfers,
  listTransfersParams,
  retrieveFee,
  retrieveTransfer,
} from "./transfers.ts";

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

  ...setupRoutes,

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

  route("post", "/v1/payment_methods/:id/detach", retrieval, (call, _params, id) =>
    detachPaymentMethod(call, id),
  ),
  route("get", "/v1/customers/:id/payment_methods", listCustomerMethodsParams, (call, params, id) =>
    listCustomerMethods(call, id, params),
  ),

  route("post", "/v1/accounts", createAccountParams, createAccount),
  route("get", "/v1/accounts/:id", retrieval, (call, _params, id) => retrieveAccount(call, id)),
  route("post", "/v1/account_links", createAccountLinkParams, createAccountLink),

  route("get", "/v1/transfers", listTransfersParams, listTransfers),
  route("get", "/v1/transfers/:id", retrieval, (call, _params, id) => retrieveTransfer(call, id)),
  route("post", "/v1/transfers/:id/reversals", createReversalParams, (call, params, id) =>
    createReversal(call, id, params),
  ),
  route("get", "/v1/application_fees", listFeesParams, listFees),
  route("get", "/v1/application_fees/:id", retrieval, (call, _params, id) => retrieveFee(call, id)),
  route("post", "/v1/application_fees/:id/refunds", createFeeRefundParams, (call, params, id) =>
    createFeeRefund(call, id, params),
  ),

  route("get", "/v1/balance", balanceParams, retrieveBalance),
  route("post", "/v1/payouts", createPayoutParams, createPayout),
  route("get", "/v1/payouts", listPayoutsParams, listPayouts),
  route("get", "/v1/payouts/:id", retrieval, (call, _params, id) => retrievePayout(call, id)),

  route("get", "/v1/disputes", listDisputesParams, listDisputes),
  route("get", "/v1/disputes/:id", retrieval, (call, _params, id) => retrieveDispute(call, id)),
  route("post", "/v1/disputes/:id", updateDisputeParams, (call, params, id) =>
    updateDispute(call, id, params),
  ),

  route("post", "/v1/tax/calculations", createCalculationParams, createCalculation),

  route("get", "/v1/charges", listChargesParams, listCharges),
  route("get", "/v1/charges/:id", retrieval, (call, _params, id) => retrieveCharge(call, id)),

  route("get", "/v1/events", listEventsParams, listEvents),
  route("get", "/v1/events/:id", retrieval, (call, _params, id) => retrieveEvent(call, id)),
];

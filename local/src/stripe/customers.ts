import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { done, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { mergeMetadata, toAddress, toShipping } from "./fields.ts";
import { newId, randomToken } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { address, clearable, expand, listParams, metadata, shipping, text } from "./params.ts";

export const customerParams = z.strictObject({
  address: z.union([z.literal("").transform(() => null), address]).optional(),
  description: clearable.optional(),
  email: z.union([z.literal("").transform(() => null), z.email("Invalid email address").max(512)]).optional(),
  name: clearable.optional(),
  phone: clearable.optional(),
  preferred_locales: z.array(text).optional(),
  shipping: z.union([z.literal("").transform(() => null), shipping]).optional(),
  metadata: metadata.optional(),
  expand,
});
type CustomerParams = z.infer<typeof customerParams>;

export function createCustomer(call: Call, params: CustomerParams): Outcome<Stripe.Customer> {
  const blank: Stripe.Customer = {
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: call.clock.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomToken(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  const customer = apply(blank, params);
  call.store.put("customer", customer);
  record(call, "customer.created", customer);
  return done(customer);
}

export function retrieveCustomer(call: Call, id: string): Outcome<Stripe.Customer | Stripe.DeletedCustomer> {
  const customer = call.store.get("customer", id);
  return customer ? done(customer) : noSuch("customer", id);
}

export function updateCustomer(call: Call, id: string, params: CustomerParams): Outcome<Stripe.Customer> {
  const customer = requireCustomer(call, id);
  if (!customer.ok) return customer;
  const updated = apply(customer.value, params);
  call.store.put("customer", updated);
  record(call, "customer.updated", updated);
  return done(updated);
}

export function deleteCustomer(call: Call, id: string): Outcome<Stripe.DeletedCustomer> {
  const customer = requireCustomer(call, id);
  if (!customer.ok) return customer;
  const deleted: Stripe.DeletedCustomer = { id, object: "customer", deleted: true };
  call.store.put("customer", deleted);
  record(call, "customer.deleted", customer.value);
  return done(deleted);
}

export const listCustomersParams = z.strictObject({ ...listParams, email: text.optional() });

export function listCustomers(
  call: Call,
  params: z.infer<typeof listCustomersParams>,
): Outcome<Page<"customer">> {
  return listPage(
    call.store,
    "customer",
    "/v1/customers",
    params,
    (customer) => !customer.deleted && (params.email === undefined || customer.email === params.email),
  );
}

/** A customer that exists and was not deleted. */
export function requireCustomer(call: Call, id: string, param = "id"): Outcome<Stripe.Customer> {
  const customer = call.store.get("customer", id);
  if (!customer || customer.deleted) return noSuch("customer", id, param);
  return done(customer);
}

function apply(customer: Stripe.Customer, params: CustomerParams): Stripe.Customer {
  const { address, description, email, name, phone, preferred_locales, shipping } = params;
  return {
    ...customer,
    ...(address === undefined ? {} : { address: address && toAddress(address) }),
    ...(description === undefined ? {} : { description }),
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(preferred_locales === undefined ? {} : { preferred_locales }),
    ...(shipping === undefined ? {} : { shipping: shipping && toShipping(shipping) }),
    metadata: mergeMetadata(customer.metadata, params.metadata),
  };
}

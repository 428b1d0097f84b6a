import { done, invalid, type Outcome } from "./errors.ts";
import type { Kind, Store } from "./store.ts";

/** Which fields of which objects hold the id of another. */
const EXPANDABLE: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  payment_intent: { customer: "customer", latest_charge: "charge", payment_method: "payment_method" },
  charge: {
    application_fee: "application_fee",
    customer: "customer",
    payment_intent: "payment_intent",
    transfer: "transfer",
  },
  dispute: { charge: "charge", payment_intent: "payment_intent" },
  transfer: { source_transaction: "charge" },
  payment_method: { customer: "customer" },
  setup_intent: { customer: "customer", payment_method: "payment_method" },
  refund: {
    charge: "charge",
    customer: "customer",
    payment_intent: "payment_intent",
    payment_method: "payment_method",
    transfer_reversal: "transfer_reversal",
  },
};

const MAX_DEPTH = 4; // Stripe's limit

/** Replaces ids by their objects along `expand[]` paths such as `latest_charge` or `data.payment_method`. */
export function expandAll(store: Store, answer: object, paths: readonly string[]): Outcome<object> {
  let expanded = answer;
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.length > MAX_DEPTH) return invalid(`You cannot expand more than ${MAX_DEPTH} levels: ${path}`);
    const next = expandPath(store, expanded, steps);
    if (next === null) return invalid(`This property cannot be expanded (${path}).`);
    expanded = next;
  }
  return done(expanded);
}

function expandPath(store: Store, object: object, steps: readonly string[]): object | null {
  const [step, ...rest] = steps;
  if (step === undefined) return object;
  const fields: Record<string, unknown> = { ...object };
  if (fields.object === "list" && step === "data" && Array.isArray(fields.data)) {
    const data = fields.data.map((item: object) => expandPath(store, item, rest));
    return data.includes(null) ? null : { ...fields, data };
  }
  const kind = EXPANDABLE[String(fields.object)]?.[step];
  if (kind === undefined) return null;
  const value = fields[step];
  if (value === null || value === undefined) return fields;
  const target = typeof value === "string" ? store.get(kind, value) : value;
  if (typeof target !== "object" || target === null) return null;
  const deeper = expandPath(store, target, rest);
  return deeper === null ? null : { ...fields, [step]: deeper };
}

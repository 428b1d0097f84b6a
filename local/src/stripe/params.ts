import { z } from "zod";
import { done, invalid, type Outcome } from "./errors.ts";
import { type FormFields, paramName } from "./form.ts";

/** Building blocks for request schemas: on the wire everything is a string. */
export const integer = z
  .string()
  .regex(/^\d{1,15}$/, "Invalid integer")
  .transform(Number);

export const boolean = z.enum(["true", "false"]).transform((value) => value === "true");

export const text = z.string().min(1).max(5000);

/** A string, or `""` to unset it. */
export const clearable = z
  .string()
  .max(5000)
  .transform((value) => (value === "" ? null : value));

const MAX_METADATA_KEYS = 50; // Stripe's limits: 50 keys of 40 characters with values of 500
const metadataValue = z.string().max(500, "at most 500 characters");

export const metadata = z.union([
  z.literal("").transform(() => null),
  z
    .record(z.string().min(1).max(40, "at most 40 characters"), metadataValue)
    .refine((given) => Object.keys(given).length <= MAX_METADATA_KEYS, `at most ${MAX_METADATA_KEYS} keys`),
  // Keys that count up from 0 arrive as a list.
  z
    .array(metadataValue)
    .max(MAX_METADATA_KEYS)
    .transform((values) => Object.fromEntries(values.entries())),
]);

export const address = z.strictObject({
  city: text.optional(),
  country: text.optional(),
  line1: text.optional(),
  line2: clearable.optional(),
  postal_code: text.optional(),
  state: clearable.optional(),
});

export const shipping = z.strictObject({
  address,
  name: text,
  carrier: text.optional(),
  phone: text.optional(),
  tracking_number: text.optional(),
});

export const expand = z.array(text).max(20).optional();

const range = z.strictObject({
  gt: integer.optional(),
  gte: integer.optional(),
  lt: integer.optional(),
  lte: integer.optional(),
});

/** What every list takes. */
export const listParams = {
  limit: integer.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
  created: z.union([integer, range]).optional(),
  expand,
};

export type CreatedFilter = z.infer<typeof listParams.created>;

/** Parses decoded fields and answers the first fault the way Stripe does. */
export function parseParams<S extends z.ZodType>(schema: S, fields: FormFields): Outcome<z.output<S>> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return done(parsed.data);
  const issue = deepest(parsed.error.issues);
  return refusal(issue, fields);
}

type Issue = z.core.$ZodIssue;

/** Of a union's branches, the one that went furthest says best what is wrong. */
function deepest(issues: readonly Issue[]): Issue {
  const [issue] = issues;
  if (!issue) throw new Error("a failed parse without an issue");
  if (issue.code !== "invalid_union") return issue;
  const candidates = issue.errors.filter((branch) => branch.length > 0).map(deepest);
  // `""` unsets; whoever sent something else meant another branch.
  const meant = candidates.filter((other) => other.code !== "invalid_value" || other.values[0] !== "");
  const best = meant.toSorted((a, b) => b.path.length - a.path.length)[0];
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function refusal(issue: Issue, fields: FormFields) {
  const param = paramName(issue.path);
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => paramName([...issue.path, key]));
    const message = `Received unknown parameter${names.length > 1 ? "s" : ""}: ${names.join(", ")}`;
    return invalid(message, { code: "parameter_unknown", param: names[0] ?? "" });
  }
  const given = valueAt(fields, issue.path);
  if (given === undefined) {
    return invalid(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  if (given === "") {
    return invalid(
      `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
      { code: "parameter_invalid_empty", param },
    );
  }
  if (issue.code === "invalid_format" && issue.message === "Invalid integer") {
    return invalid(`Invalid integer: ${String(given)}`, { code: "parameter_invalid_integer", param });
  }
  if (issue.code === "invalid_value") {
    return invalid(`Invalid ${param}: must be one of ${issue.values.join(", ")}`, { param });
  }
  if (issue.code === "invalid_type") {
    return invalid(`Invalid ${issue.expected === "record" ? "object" : issue.expected}`, { param });
  }
  return invalid(`Invalid ${param}: ${issue.message}`, { param });
}

function valueAt(fields: FormFields, path: readonly PropertyKey[]): unknown {
  let value: unknown = fields;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

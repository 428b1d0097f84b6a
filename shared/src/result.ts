import { z } from "zod";
import { refusalSentences } from "#refusal-sentences";
import { type RefusalCode, refusalCodes } from "./refusals.ts";

/** A "no" with its reason. Refusals are returned; what should never happen is thrown. */
export const Refusal = z.object({
  code: z.enum(refusalCodes),
  /** A sentence a person understands, in English; clients translate by code. Empty in what a browser refuses by itself. */
  message: z.string(),
  /** Where in the input the fault lies, such as `variants.0.price`. */
  path: z.string().optional(),
  /** Seconds to wait before trying again. */
  retryAfter: z.number().nonnegative().optional(),
});
export type Refusal = z.infer<typeof Refusal>;

/** The body of every HTTP answer that is not a success. */
export const RefusalBody = z.object({ error: Refusal });

export type Result<T> = { ok: true; data: T } | { ok: false; error: Refusal };

export const ok = <T>(data: T): Result<T> => ({ ok: true, data });

/** Says no: `return refuse("DROP_SOLD_OUT")`. `more` may name the field at fault, a better sentence, or when to come back. */
export const refuse = (
  code: RefusalCode,
  more: Partial<Omit<Refusal, "code">> = {},
): { ok: false; error: Refusal } => ({
  ok: false,
  error: { code, message: refusalSentences[code] ?? "", ...more },
});

/** The schema of an acknowledgement that carries `data`. */
export const resultOf = <T extends z.ZodType>(data: T) =>
  z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), data }),
    z.object({ ok: z.literal(false), error: Refusal }),
  ]);

/**
 * Turns zod's first complaint into the refusal that every edge answers with.
 * @param at where what was parsed stands in the input, when it is not the whole
 */
export const refuseInput = (error: z.ZodError, ...at: string[]): { ok: false; error: Refusal } => {
  const issue = error.issues[0];
  // An unknown field is at fault itself, not the object that it is in.
  const path = [
    ...at,
    ...(issue?.path ?? []),
    ...(issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : []),
  ].join(".");
  return refuse("INVALID_INPUT", {
    ...(issue ? { message: issue.message } : {}),
    ...(path ? { path } : {}),
  });
};

/** Makes a switch exhaustive: the compiler complains when a case is missing. */
export const assertNever = (value: never): never => {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
};

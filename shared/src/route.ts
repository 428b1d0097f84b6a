import type { z } from "zod";
import type { RefusalCode } from "./refusals.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may call at all: anybody; customers, who are accounts and guests (people without an account who have put something
 * into a cart); accounts; a helper's second screen, which is nobody to every other call.
 */
export type Access = "public" | "customer" | "signed-in" | "screen";

/**
 * One HTTP call, described once: the server parses with it, the client is typed by it, and the API's description is
 * generated from it. Path parameters are written `:name`, as Express does.
 */
export interface Route<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
  X extends Access = Access,
> {
  method: Method;
  path: string;
  summary: string;
  /** Who may call it at all; what they may then see and do is decided by the use case. */
  access: X;
  params: P;
  query: Q;
  /** The JSON body; `z.undefined()` where there is none. */
  body: B;
  answer: A;
  /** What it may refuse with, beyond what every route may (bad input, too many requests, faults). */
  refusals: readonly RefusalCode[];
  /** The call carries an `Idempotency-Key` header. */
  idempotent: boolean;
  /** The body is one file, as multipart form data in the field `file`, instead of JSON. */
  upload: boolean;
}

/** A route of any shape, as a bound. */
export type AnyRoute = Route;

export type ParamsOf<R extends AnyRoute> = z.output<R["params"]>;
export type QueryOf<R extends AnyRoute> = z.output<R["query"]>;
export type BodyOf<R extends AnyRoute> = z.output<R["body"]>;
export type AnswerOf<R extends AnyRoute> = z.output<R["answer"]>;

/** What a caller passes: inputs, before defaults are filled in. */
export type CallOf<R extends AnyRoute> = {
  params: z.input<R["params"]>;
  query: z.input<R["query"]>;
  body: z.input<R["body"]>;
};

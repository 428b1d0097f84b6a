import { z } from "zod";
import { Id } from "../ids.ts";
import type { Access, Route } from "../route.ts";

export const nothing = z.strictObject({});
export const none = z.undefined();
/** The answer of a call that has nothing to tell. */
export const Done = z.object({ done: z.literal(true) });
export const ids = <K extends string>(...names: K[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, Id])) as Record<K, typeof Id>);
export const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
/** Newest first; `before` is the last id of the page before. */
export const Page = z.strictObject({
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** The key in the links of an order's mails: whoever has it sees that order as its buyer does, without signing in. */
export const WithKey = z.strictObject({ key: z.string().max(100).optional() });

type Given<P, Q, B, A, X> = Pick<Route, "method" | "path" | "summary"> &
  Partial<Pick<Route, "refusals" | "idempotent" | "upload">> & {
    access: X;
    params?: P;
    query?: Q;
    body?: B;
    answer: A;
  };

/** Fills in what most calls do without. */
export function route<
  A extends z.ZodType,
  X extends Access,
  P extends z.ZodObject = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B extends z.ZodType = typeof none,
>(given: Given<P, Q, B, A, X>): Route<P, Q, B, A, X>;
export function route(given: Given<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType, Access>): Route {
  return {
    params: nothing,
    query: nothing,
    body: none,
    refusals: [],
    idempotent: false,
    upload: false,
    ...given,
  };
}

import { z } from "zod";

/** An id of the record: 24 lower-case hex digits, as MongoDB makes them. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, "This is not a valid id.");
export type Id = z.infer<typeof Id>;

/** A moment in UTC, ISO 8601 with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Moment = z.iso.datetime({ message: "This is not a valid date and time." });

/** Chosen by the client for one attempt at one thing; a retry carries the same key. */
export const IdempotencyKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,100}$/, "A key has 8 to 100 letters, digits, - or _.");

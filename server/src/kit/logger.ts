import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

/** Whatever is a secret or says where a person lives never reaches a log. */
const redacted = [
  "password",
  "token",
  "clientSecret",
  "client_secret",
  "address",
  "req.headers.cookie",
  "req.headers.authorization",
  'req.headers["stripe-signature"]',
  'res.headers["set-cookie"]',
  "*.password",
  "*.token",
  "*.clientSecret",
  "*.client_secret",
  "*.address",
  // What errors of Stripe and MongoDB carry along: whole payments, and the values that a unique index refused.
  "err.raw",
  "err.headers",
  "err.payment_intent",
  "err.payment_method",
  "err.keyValue",
];

/** Structured logs, one JSON object a line on standard output unless told otherwise. */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, redact: { paths: redacted, censor: "[redacted]" } }, destination ?? pino.destination(1));

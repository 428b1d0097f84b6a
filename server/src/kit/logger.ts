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
];

/** Structured logs, one JSON object a line on standard output unless told otherwise. */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, redact: { paths: redacted, censor: "[redacted]" } }, destination ?? pino.destination(1));

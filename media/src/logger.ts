import { type Logger, pino } from "pino";

export type { Logger };

/** Structured logs on standard output, one JSON object a line; secrets never appear. */
export const createLogger = (level: string, nodeId: string): Logger =>
  pino({
    level,
    base: { service: "media", nodeId },
    redact: {
      paths: [
        "token",
        "*.token",
        "tokenSecret",
        "*.tokenSecret",
        "auth",
        "*.auth",
        "headers.cookie",
        "*.password",
      ],
      censor: "[redacted]",
    },
  });

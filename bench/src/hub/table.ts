import { line } from "../report.ts";
import type { Ran } from "./run.ts";

const ms = (value: number): string =>
  value >= 10_000 ? `${(value / 1000).toFixed(0)} s` : `${value.toFixed(0)} ms`;

/** The heads of `row`'s columns. */
export const heads = (): void =>
  console.log(
    [
      "".padEnd(34),
      "CPU/delivery".padStart(13),
      "of raw".padStart(7),
      "a core".padStart(7),
      "delivered".padStart(10),
      "a frame".padStart(8),
      "p50".padStart(8),
      "p99".padStart(8),
      "max".padStart(8),
      "client".padStart(8),
    ].join(" "),
  );

/** One run as a line of the table, its cost compared with that of raw ws in microseconds. */
export const row = (name: string, ran: Ran, raw: number): void =>
  console.log(
    [
      name.padEnd(34),
      `${ran.usPerDelivery.toFixed(2)} µs`.padStart(13),
      `×${(ran.usPerDelivery / raw).toFixed(2)}`.padStart(7),
      `${(100 * ran.busy).toFixed(0)} %`.padStart(7),
      `${((100 * ran.delivered) / (ran.delivered + ran.missed)).toFixed(1)} %`.padStart(10),
      (ran.delivered / ran.frames).toFixed(1).padStart(8),
      ms(ran.posted.p50).padStart(8),
      ms(ran.posted.p99).padStart(8),
      ms(ran.posted.max).padStart(8),
      `${ran.clientUsPerDelivery.toFixed(1)} µs`.padStart(8),
    ].join(" "),
  );

/** A goal and whether it was met. */
export const goal = (what: string, value: number, most: number, unit = ""): void =>
  line(what, `${value.toFixed(2)}${unit}`, `(≤ ${most}${unit}) ${value <= most ? "" : "missed"}`);

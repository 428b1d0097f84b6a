import type { Door } from "./load-client.ts";

/** A hub that is measured, ours or another. */
export type Hub = {
  /** One for each of its servers. */
  doors: readonly Door[];
  /** The servers, whose time is what a delivery costs. */
  pids: readonly number[];
  /** What they stand on, by name. */
  others: Readonly<Record<string, number>>;
  /** Says something to everybody. */
  post(text: string): Promise<void>;
  stop(): Promise<void>;
};

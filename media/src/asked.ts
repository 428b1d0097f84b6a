import { ok, type Result, refuse } from "@showdrop/shared";
import type { Logger } from "./logger.ts";

/** Runs what a peer asked of mediasoup, which throws on parameters that fit the schema and still make no sense. */
export type Ask = <T>(what: string, work: () => Promise<T>) => Promise<Result<T>>;

/** @param over whether the peer is gone: then everything fails, and nobody needs to know */
export const asker =
  (over: () => boolean, log: Logger): Ask =>
  async (what, work) => {
    try {
      return ok(await work());
    } catch (error) {
      if (!over()) log.warn({ err: error, what }, "mediasoup did not accept a peer's parameters");
      return refuse("MEDIA_REJECTED");
    }
  };

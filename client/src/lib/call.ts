import {
  type AnswerOf,
  type AnyRoute,
  type ArgsOf,
  ContractBroken,
  callRoute,
  type Result,
  refuse,
  type Sending,
} from "@showdrop/shared";
import { worldPath } from "./world.ts";

/**
 * Makes one HTTP call. Refusals come back as such and nothing is thrown for them; a lost network or an answer that
 * is not of the server is UNAVAILABLE, an answer that does not keep to its schema is INTERNAL.
 * @param sending `world`: what stands before the path, this page's own by default
 */
export const call = async <R extends AnyRoute>(
  route: R,
  args: ArgsOf<R>,
  sending?: Pick<Sending, "signal" | "response"> & { world?: string },
): Promise<Result<AnswerOf<R>>> => {
  const { world = worldPath, ...rest } = sending ?? {};
  const there = { ...route, path: `${world}${route.path}` };
  try {
    return await callRoute(document.baseURI, there, args, { credentials: "same-origin", ...rest });
  } catch (error) {
    if (!(error instanceof ContractBroken)) throw error;
    console.error(error.message, error.cause);
    return refuse("INTERNAL");
  }
};

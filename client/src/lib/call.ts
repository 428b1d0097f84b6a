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

/**
 * Makes one HTTP call. Refusals come back as such and nothing is thrown for them; a lost network or an answer that
 * is not of the server is UNAVAILABLE, an answer that does not keep to its schema is INTERNAL.
 */
export const call = async <R extends AnyRoute>(
  route: R,
  args: ArgsOf<R>,
  sending?: Pick<Sending, "signal" | "response">,
): Promise<Result<AnswerOf<R>>> => {
  try {
    return await callRoute(document.baseURI, route, args, { credentials: "same-origin", ...sending });
  } catch (error) {
    if (!(error instanceof ContractBroken)) throw error;
    console.error(error.message, error.cause);
    return refuse("INTERNAL");
  }
};

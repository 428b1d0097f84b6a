import { batched } from "./batched.ts";
import { Unavailable } from "./errors.ts";
import { isMongoUnavailable } from "./mongo.ts";

/** Pieces of work of one transaction: more would keep those behind it waiting for too long. */
const MOST_TOGETHER = 100;

/**
 * Does in one transaction what many ask for while the one before is under way: a rush costs a few transactions, not one
 * each. A piece of work that the others cannot be done with stands alone in the end and is told why: what fails is undone
 * and tried again in halves, unless it is the store that could not be reached.
 * @param workOn does all of these or none; answers in their order.
 */
export const together = <T, R>(
  workOn: (all: readonly T[]) => Promise<readonly R[]>,
): ((one: T) => Promise<R>) => {
  const tryAll = async (all: readonly T[]): Promise<readonly (R | Error)[]> => {
    try {
      return await workOn(all);
    } catch (error) {
      if (all.length === 1 || error instanceof Unavailable || isMongoUnavailable(error)) throw error;
      const half = Math.ceil(all.length / 2);
      return [...(await eachOf(all.slice(0, half))), ...(await eachOf(all.slice(half)))];
    }
  };
  const eachOf = (all: readonly T[]): Promise<readonly (R | Error)[]> =>
    tryAll(all).catch((error: Error) => all.map(() => error));
  return batched(tryAll, { atMost: MOST_TOGETHER });
};

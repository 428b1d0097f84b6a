import type { Doc } from "../bson/values.ts";
import { MongoError } from "../errors.ts";

/**
 * Runs the statements of a write command. One that fails is reported by its index and, in an ordered command, ends it.
 * Errors that concern the whole command, such as a write conflict in a transaction, are thrown.
 */
export async function runStatements(
  statements: number,
  request: Doc,
  run: (index: number) => Promise<void>,
): Promise<{ writeErrors?: Doc[] }> {
  const writeErrors: Doc[] = [];
  for (let index = 0; index < statements; index++) {
    try {
      await run(index);
    } catch (error) {
      if (!(error instanceof MongoError) || error.isTransient) throw error;
      writeErrors.push({ index, code: error.code, ...error.extra, errmsg: error.message });
      if (request.ordered !== false) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

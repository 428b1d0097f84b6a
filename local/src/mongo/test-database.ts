import { randomUUID } from "node:crypto";
import mongoose, { type Connection } from "mongoose";
import { startMongoServer } from "./server.ts";

/** Often enough for a TTL test to be quick. */
const SWEEP_MILLISECONDS = 50;

export interface TestDatabase {
  connection: Connection;
  /** Whether it is a real MongoDB: the tests then say whether the embedded one agrees with it. */
  isReal: boolean;
  close(): Promise<void>;
}

/** A database of its own on `MONGODB_URI` when that is set, else on an embedded server in memory. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const realUri = process.env.MONGODB_URI;
  const server =
    realUri === undefined ? await startMongoServer({ sweepMilliseconds: SWEEP_MILLISECONDS }) : undefined;
  const dbName = `test-${randomUUID()}`;
  const connection = await mongoose.createConnection(server?.uri ?? realUri ?? "", { dbName }).asPromise();
  return {
    connection,
    isReal: realUri !== undefined,
    async close() {
      await connection.dropDatabase();
      await connection.close();
      await server?.stop();
    },
  };
}

/** The code and message of the error that a promise is rejected with; fails when it is not. */
export async function errorOf(promise: PromiseLike<unknown>): Promise<{ code: unknown; message: string }> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { code: "code" in error ? error.code : undefined, message: error.message };
  }
  throw new Error("expected a rejection");
}

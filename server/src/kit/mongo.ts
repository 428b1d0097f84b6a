import type { Result } from "@showdrop/shared";
import mongoose, { type ClientSession, type Connection, type Model, type mongo } from "mongoose";
import { Unavailable } from "./errors.ts";

export type Db = Connection;
export type DbSession = ClientSession;

// Set for the whole library: a filter never carries operators from outside, and a filter on an unknown field is a bug.
mongoose.set("sanitizeFilter", true);
mongoose.set("strictQuery", "throw");
mongoose.set("strict", "throw");

/**
 * Connects to MongoDB.
 * @throws {Unavailable} when it does not answer within five seconds.
 */
export const connectMongo = async ({ uri, database }: { uri: string; database: string }): Promise<Db> => {
  const connection = mongoose.createConnection(uri, {
    dbName: database,
    serverSelectionTimeoutMS: 5_000,
    // A hung server must become an error that the edge can answer with, not a request that never ends.
    // A read is tried twice, so a buyer waits for about twice as long.
    socketTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    writeConcern: { w: "majority" },
    // While there is no connection, calls fail as the driver fails, which the edge knows, not after mongoose's own wait.
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  });
  try {
    return await connection.asPromise();
  } catch (cause) {
    throw new Unavailable("MongoDB", { cause });
  }
};

/**
 * The driver's own collection of a model, for what is done with every line that is said: it costs half of what the model
 * does, and casts and checks nothing. Whatever goes in must be made by the store, ids as ObjectIds.
 */
export const driverOf = <T extends object>(model: Model<T>): mongo.Collection<T> => {
  const { db } = model.db;
  if (!db) throw new Unavailable("MongoDB");
  return db.collection<T>(model.collection.name);
};

/** The driver's own collection of the model of that name, for what reads or erases across nouns. */
export const collectionOf = <T extends mongo.Document>(db: Db, model: string): mongo.Collection<T> => {
  if (!db.db) throw new Unavailable("MongoDB");
  return db.db.collection<T>(db.model(model).collection.name);
};

/** Creates collections and indexes of every model on the connection. Idempotent; run once at the start. */
export const prepareMongo = async (db: Db): Promise<void> => {
  for (const model of Object.values(db.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
};

/**
 * Milliseconds after which a transaction is not begun again: a buyer waits for it. The driver alone goes on for two
 * minutes, and a server that was killed in the middle of one blocks the others until MongoDB gives it up.
 */
const RETRY_WITHIN_MS = 5_000;

/**
 * Runs `work` in one transaction, again on a write conflict; it commits unless `work` throws.
 * @throws {Unavailable} when others were in its way for too long.
 */
export const inTransaction = <T>(db: Db, work: (session: DbSession) => Promise<T>): Promise<T> => {
  const deadline = performance.now() + RETRY_WITHIN_MS;
  return db.getClient().withSession((session) =>
    session.withTransaction(() => {
      if (performance.now() > deadline) throw new Unavailable("MongoDB");
      return work(session);
    }),
  );
};

/** A transaction for use cases: it commits when `work` says yes, and leaves no trace when it refuses or throws. */
export type Transact = <T>(work: (session: DbSession) => Promise<Result<T>>) => Promise<Result<T>>;

export const createTransact =
  (db: Db): Transact =>
  (work) =>
    inTransaction(db, async (session) => {
      const result = await work(session);
      if (!result.ok) await session.abortTransaction();
      return result;
    });

/** The code of the error with which a unique index refuses a write. */
const DUPLICATE_KEY = 11_000;

/** Whether a unique index refused the write (MongoDB's error 11000). */
export const isDuplicateKey = (error: unknown): error is mongoose.mongo.MongoServerError =>
  error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;

/**
 * Which of many documents a unique index refused, by their places in an unordered insert; the others are written.
 * @throws what else went wrong
 */
export const refusedOf = async (inserting: Promise<unknown>): Promise<Set<number>> => {
  try {
    await inserting;
    return new Set();
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    if (failed.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return new Set(failed.map(({ index }) => index));
  }
};

/** The first field of the unique index that refused the write; null for any other error. */
export const duplicateKeyField = (error: unknown): string | null => {
  if (!isDuplicateKey(error)) return null;
  const pattern: unknown = error.keyPattern;
  return typeof pattern === "object" && pattern !== null ? (Object.keys(pattern)[0] ?? null) : null;
};

/** Whether MongoDB could not be reached, did not answer in time or asks to try again, as opposed to having refused. */
export const isMongoUnavailable = (error: unknown): boolean =>
  (error instanceof mongoose.mongo.MongoError && error.hasErrorLabel("TransientTransactionError")) ||
  error instanceof mongoose.mongo.MongoNetworkError ||
  error instanceof mongoose.mongo.MongoServerSelectionError ||
  error instanceof mongoose.mongo.MongoNotConnectedError;

/** Finds a text that somebody typed, in whatever case: none of its characters is a sign of a pattern. */
export const literally = (text: string): RegExp =>
  new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");

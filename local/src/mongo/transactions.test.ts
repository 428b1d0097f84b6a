import { mongo } from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorOf, openTestDatabase, type TestDatabase } from "./test-database.ts";

/** Above every number that the driver has given in a session it may hand out again. */
const FRESH_NUMBER = 1_000_000;

interface Account {
  _id: string;
  balance: number;
  email?: string;
}

let database: TestDatabase;
const accounts = () => database.connection.collection<Account>("accounts");

beforeAll(async () => {
  database = await openTestDatabase();
  await accounts().createIndex({ email: 1 }, { unique: true, sparse: true });
});
afterAll(() => database.close());
beforeEach(async () => {
  await accounts().deleteMany({});
  await accounts().insertMany([
    { _id: "ann", balance: 100 },
    { _id: "bob", balance: 100 },
  ]);
});

const balances = async () =>
  Object.fromEntries((await accounts().find().toArray()).map((a) => [a._id, a.balance]));

describe("a transaction", () => {
  it("shows its writes to itself at once, and to others when it commits", async () => {
    const session = await database.connection.startSession();
    session.startTransaction();
    await accounts().updateOne({ _id: "ann" }, { $inc: { balance: -30 } }, { session });
    await accounts().insertOne({ _id: "eve", balance: 30 }, { session });
    expect(await accounts().findOne({ _id: "ann" }, { session })).toMatchObject({ balance: 70 });
    expect(await accounts().countDocuments({ balance: { $lt: 100 } }, { session })).toBe(2);
    expect(await balances()).toEqual({ ann: 100, bob: 100 });
    await session.commitTransaction();
    expect(await balances()).toEqual({ ann: 70, bob: 100, eve: 30 });
    await session.endSession();
  });

  it("leaves nothing behind when it aborts", async () => {
    const abort = database.connection.withSession((session) =>
      session.withTransaction(async () => {
        await accounts().deleteOne({ _id: "ann" }, { session });
        await accounts().insertOne({ _id: "eve", balance: 1 }, { session });
        throw new Error("changed my mind");
      }),
    );
    expect((await errorOf(abort)).message).toBe("changed my mind");
    expect(await balances()).toEqual({ ann: 100, bob: 100 });
  });

  it("reads one snapshot, whatever others do meanwhile", async () => {
    const session = await database.connection.startSession();
    session.startTransaction();
    expect(await accounts().findOne({ _id: "ann" }, { session })).toMatchObject({ balance: 100 });
    await accounts().updateOne({ _id: "bob" }, { $set: { balance: 1 } });
    await accounts().insertOne({ _id: "eve", balance: 100 });
    await accounts().deleteOne({ _id: "ann" });
    const seen = await accounts().find({ balance: 100 }, { session }).sort({ _id: 1 }).toArray();
    expect(seen.map(({ _id }) => _id)).toEqual(["ann", "bob"]);
    await session.abortTransaction();
    await session.endSession();
  });

  it("that writes what another has written since is a transient write conflict", async () => {
    const session = await database.connection.startSession();
    session.startTransaction();
    await accounts().findOne({ _id: "ann" }, { session });
    await accounts().updateOne({ _id: "ann" }, { $inc: { balance: 1 } });
    const late = accounts().updateOne({ _id: "ann" }, { $inc: { balance: 1 } }, { session });
    await expect(late).rejects.toMatchObject({ code: 112, errorLabels: ["TransientTransactionError"] });
    await session.endSession();
    expect(await balances()).toEqual({ ann: 101, bob: 100 });
  });

  it("is retried by withTransaction until it gets through: no update is lost", async () => {
    const attempts = { count: 0 };
    const transfer = () =>
      database.connection.transaction(async (session) => {
        attempts.count += 1;
        const ann = await accounts().findOne({ _id: "ann" }, { session });
        await accounts().updateOne(
          { _id: "ann" },
          { $set: { balance: (ann?.balance ?? 0) - 1 } },
          { session },
        );
        await accounts().updateOne({ _id: "bob" }, { $inc: { balance: 1 } }, { session });
      });
    await Promise.all(Array.from({ length: 10 }, transfer));
    expect(await balances()).toEqual({ ann: 90, bob: 110 });
    expect(attempts.count).toBeGreaterThan(10);
  });

  it("with a unique violation aborts as a whole", async () => {
    await accounts().updateOne({ _id: "bob" }, { $set: { email: "b@x.io" } });
    const attempt = database.connection.transaction(async (session) => {
      await accounts().updateOne({ _id: "ann" }, { $set: { balance: 0 } }, { session });
      await accounts().insertOne({ _id: "eve", balance: 0, email: "b@x.io" }, { session });
    });
    expect((await errorOf(attempt)).code).toBe(11000);
    expect(await balances()).toEqual({ ann: 100, bob: 100 });
  });

  it("loses to a unique key that was taken meanwhile, and sees it on the retry", async () => {
    let attempt = 0;
    const racing = database.connection.transaction(async (session) => {
      attempt += 1;
      await accounts().findOne({ _id: "ann" }, { session });
      if (attempt === 1) await accounts().updateOne({ _id: "bob" }, { $set: { email: "new@x.io" } });
      await accounts().updateOne({ _id: "ann" }, { $set: { email: "new@x.io" } }, { session });
    });
    expect((await errorOf(racing)).code).toBe(11000);
    expect(await accounts().countDocuments({ email: "new@x.io" })).toBe(1);
  });

  it("keeps plain writes to its documents waiting until it ends", async () => {
    const session = await database.connection.startSession();
    session.startTransaction();
    await accounts().updateOne({ _id: "ann" }, { $set: { balance: 500 } }, { session });
    const waiting = accounts().updateMany({ balance: { $gte: 100 } }, { $inc: { balance: 1 } });
    await accounts().findOne({ _id: "bob" });
    await session.commitTransaction();
    expect((await waiting).modifiedCount).toBe(2);
    expect(await balances()).toEqual({ ann: 501, bob: 101 });
    await session.endSession();
  });

  it("keeps a drop of its collection waiting", async () => {
    const carts = database.connection.collection<Account>("carts");
    await carts.insertOne({ _id: "one", balance: 1 });
    const session = await database.connection.startSession();
    session.startTransaction();
    await carts.updateOne({ _id: "one" }, { $inc: { balance: 1 } }, { session });
    const dropped = carts.drop();
    const updated = carts.updateMany({}, { $inc: { balance: 1 } });
    await accounts().findOne({ _id: "ann" });
    await session.commitTransaction();
    await session.endSession();
    expect(await dropped).toBe(true);
    await updated;
    expect(await carts.countDocuments()).toBe(0);
  });

  it("cannot drop a collection", async () => {
    const session = await database.connection.startSession();
    session.startTransaction();
    await accounts().findOne({ _id: "ann" }, { session });
    expect((await errorOf(accounts().drop({ session }))).code).toBe(263);
    await session.endSession();
  });
});

describe("a retried write", () => {
  it("takes effect once: the second answer is the first one's", async () => {
    const session = await database.connection.startSession();
    const command = {
      update: "accounts",
      updates: [{ q: { _id: "ann" }, u: { $inc: { balance: 1 } } }],
      txnNumber: mongo.Long.fromNumber(FRESH_NUMBER),
    };
    const send = () => database.connection.db?.command({ ...command }, { session });
    expect(await send()).toMatchObject({ nModified: 1 });
    expect(await send()).toMatchObject({ nModified: 1 });
    expect(await balances()).toEqual({ ann: 101, bob: 100 });
    await session.endSession();
  });
});

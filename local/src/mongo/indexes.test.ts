import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorOf, openTestDatabase, type TestDatabase } from "./test-database.ts";

const DUPLICATE_KEY = 11000;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const collectionNamed = (name: string) =>
  database.connection.collection<{ _id?: string | number; [field: string]: unknown }>(name);

describe("unique indexes", () => {
  it("refuse a second document, and say which key", async () => {
    const users = collectionNamed("users");
    await users.createIndex({ email: 1 }, { unique: true });
    await users.insertOne({ email: "a@x.io" });
    await expect(users.insertOne({ email: "a@x.io" })).rejects.toMatchObject({
      code: DUPLICATE_KEY,
      keyPattern: { email: 1 },
      keyValue: { email: "a@x.io" },
      message: expect.stringContaining('index: email_1 dup key: { email: "a@x.io" }'),
    });
    await users.insertOne({ email: "b@x.io" });
    expect((await errorOf(users.updateOne({ email: "b@x.io" }, { $set: { email: "a@x.io" } }))).code).toBe(
      DUPLICATE_KEY,
    );
    expect(await users.countDocuments({ email: "b@x.io" })).toBe(1);
  });

  it("admit exactly one of many racing inserts", async () => {
    const events = collectionNamed("events");
    await events.createIndex({ stripeId: 1 }, { unique: true });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => events.insertOne({ stripeId: "evt_1" })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await events.countDocuments()).toBe(1);
  });

  it("hold over several fields together", async () => {
    const members = collectionNamed("members");
    await members.createIndex({ shop: 1, user: 1 }, { unique: true });
    await members.insertMany([
      { shop: 1, user: 1 },
      { shop: 1, user: 2 },
      { shop: 2, user: 1 },
    ]);
    expect((await errorOf(members.insertOne({ shop: 1, user: 2 }))).code).toBe(DUPLICATE_KEY);
  });

  it("with a partial filter hold only for what it takes in", async () => {
    const shows = collectionNamed("shows");
    await shows.createIndex({ shop: 1 }, { unique: true, partialFilterExpression: { state: "live" } });
    await shows.insertMany([
      { _id: "ended", shop: 1, state: "ended" },
      { _id: "live", shop: 1, state: "live" },
      { _id: "next", shop: 1, state: "scheduled" },
    ]);
    expect((await errorOf(shows.updateOne({ _id: "next" }, { $set: { state: "live" } }))).code).toBe(
      DUPLICATE_KEY,
    );
    await shows.updateOne({ _id: "live" }, { $set: { state: "ended" } });
    expect((await shows.updateOne({ _id: "next" }, { $set: { state: "live" } })).modifiedCount).toBe(1);
  });

  it("that are sparse ignore documents without the field; others take it for null", async () => {
    const sparse = collectionNamed("sparse");
    await sparse.createIndex({ handle: 1 }, { unique: true, sparse: true });
    await sparse.insertMany([{ a: 1 }, { a: 2 }]);
    const dense = collectionNamed("dense");
    await dense.createIndex({ handle: 1 }, { unique: true });
    expect((await errorOf(dense.insertMany([{ a: 1 }, { a: 2 }]))).code).toBe(DUPLICATE_KEY);
  });

  it("are refused over documents that break them", async () => {
    const dirty = collectionNamed("dirty");
    await dirty.insertMany([{ n: 1 }, { n: 1 }]);
    expect((await errorOf(dirty.createIndex({ n: 1 }, { unique: true }))).code).toBe(DUPLICATE_KEY);
    expect((await dirty.indexes()).map(({ name }) => name)).toEqual(["_id_"]);
  });

  it("let an unordered insertMany store the rest", async () => {
    const rows = collectionNamed("rows");
    await rows.createIndex({ n: 1 }, { unique: true });
    const attempt = rows.insertMany([{ n: 1 }, { n: 1 }, { n: 2 }], { ordered: false });
    await expect(attempt).rejects.toMatchObject({ code: DUPLICATE_KEY, insertedCount: 2 });
    expect(await rows.distinct("n")).toEqual([1, 2]);
  });
});

describe("the life of an index", () => {
  it("is created once, listed and dropped", async () => {
    const orders = collectionNamed("orders");
    await orders.createIndex({ shop: 1, at: -1 });
    await orders.createIndex({ shop: 1, at: -1 });
    expect(await orders.indexes()).toMatchObject([
      { name: "_id_", key: { _id: 1 } },
      { name: "shop_1_at_-1", key: { shop: 1, at: -1 } },
    ]);
    expect((await errorOf(orders.createIndex({ shop: 1, at: -1 }, { unique: true }))).code).toBe(86);
    await orders.dropIndex("shop_1_at_-1");
    expect(await orders.indexes()).toHaveLength(1);
    expect((await errorOf(orders.dropIndex("shop_1_at_-1"))).code).toBe(27);
  });

  it("ends with its collection, and that with its database", async () => {
    const gone = collectionNamed("gone");
    await gone.createIndex({ n: 1 }, { unique: true });
    await gone.insertOne({ n: 1 });
    await gone.drop();
    expect((await database.connection.listCollections()).map(({ name }) => name)).not.toContain("gone");
    await gone.insertMany([{ n: 1 }, { n: 1 }]);
    expect(await gone.countDocuments()).toBe(2);
  });
});

describe("TTL indexes", () => {
  it("delete what has expired, and nothing else", async (context) => {
    // A real MongoDB looks only once a minute.
    if (database.isReal) context.skip();
    const sessions = collectionNamed("sessions");
    await sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
    await sessions.insertMany([
      { _id: "old", expires: new Date(Date.now() - 1000) },
      { _id: "new", expires: new Date(Date.now() + 60_000) },
      { _id: "without" },
      { _id: "text", expires: "1970" },
    ]);
    await expect.poll(() => sessions.distinct("_id"), { timeout: 5000 }).toEqual(["new", "text", "without"]);
  });
});

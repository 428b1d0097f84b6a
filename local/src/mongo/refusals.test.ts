import type { Collection } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorOf, openTestDatabase, type TestDatabase } from "./test-database.ts";

const NOT_IMPLEMENTED = 238;

let database: TestDatabase;
const things = (): Collection => database.connection.collection("things");

beforeAll(async () => {
  database = await openTestDatabase();
  await things().insertOne({ name: "thing", text: "a", list: [1], nothing: null });
});
afterAll(() => database.close());

describe("MongoDB's own errors", () => {
  it.each<[string, number, () => PromiseLike<unknown>]>([
    ["an unknown command", 59, () => database.connection.db?.command({ frobnicate: 1 }) ?? Promise.resolve()],
    [
      "an unknown stage",
      40324,
      () =>
        things()
          .aggregate([{ $frobnicate: 1 }])
          .toArray(),
    ],
    [
      "an unknown expression",
      168,
      () =>
        things()
          .aggregate([{ $set: { x: { $frobnicate: 1 } } }])
          .toArray(),
    ],
    [
      "an unknown accumulator",
      15952,
      () =>
        things()
          .aggregate([{ $group: { _id: 1, x: { $frob: 1 } } }])
          .toArray(),
    ],
    ["an unknown filter operator", 2, () => things().findOne({ text: { $frobnicate: 1 } } as object)],
    [
      "an unknown update operator",
      9,
      () => things().updateOne({ name: "thing" }, { $frobnicate: { a: 1 } } as object),
    ],
    ["$inc of text", 14, () => things().updateOne({ name: "thing" }, { $inc: { text: 1 } })],
    ["$inc of null", 14, () => things().updateOne({ name: "thing" }, { $inc: { nothing: 1 } })],
    ["$push to text", 2, () => things().updateOne({ name: "thing" }, { $push: { text: 1 } } as object)],
    ["a path through text", 28, () => things().updateOne({ name: "thing" }, { $set: { "text.inner": 1 } })],
    [
      "two operators on one path",
      40,
      () => things().updateOne({ name: "thing" }, { $set: { a: 1 }, $inc: { a: 1 } }),
    ],
    ["a change of _id", 66, () => things().updateOne({ name: "thing" }, { $set: { _id: 2 } })],
    [
      "an inclusion mixed with an exclusion",
      31254,
      () => things().findOne({}, { projection: { a: 1, b: 0 } }),
    ],
    [
      "a division by zero",
      2,
      () =>
        things()
          .aggregate([{ $set: { x: { $divide: [1, 0] } } }])
          .toArray(),
    ],
    ["an array as _id", 53, () => things().insertOne({ _id: [1] } as object)],
    ["a collection that is there", 48, () => database.connection.createCollection("things")],
    ["a hint to no index", 2, () => things().find({}, { hint: "nowhere" }).toArray()],
  ])("%s: %i", async (_name, code, attempt) => {
    expect((await errorOf(attempt())).code).toBe(code);
  });

  it("leave the document as it was", async () => {
    expect(await things().find().toArray()).toMatchObject([
      { name: "thing", text: "a", list: [1], nothing: null },
    ]);
  });
});

describe("what only a real MongoDB does", () => {
  it.each<[string, () => PromiseLike<unknown>]>([
    ["$where", () => things().findOne({ $where: "true" })],
    ["$text", () => things().findOne({ $text: { $search: "a" } })],
    ["a geospatial filter", () => things().findOne({ at: { $near: [0, 0] } })],
    ["a text index", () => things().createIndex({ text: "text" })],
    ["a wildcard index", () => things().createIndex({ "$**": 1 })],
    [
      "a collation",
      () =>
        things()
          .find({}, { collation: { locale: "en", strength: 2 } })
          .toArray(),
    ],
    ["a capped collection", () => database.connection.createCollection("log", { capped: true, size: 100 })],
    ["a view", () => database.connection.createCollection("view", { viewOn: "things", pipeline: [] })],
    [
      "$merge",
      () =>
        things()
          .aggregate([{ $merge: "other" }])
          .toArray(),
    ],
    ["a change stream", () => things().watch().next()],
  ])("%s is refused by name", async (_name, attempt) => {
    if (database.isReal) return;
    expect(await errorOf(attempt())).toMatchObject({
      code: NOT_IMPLEMENTED,
      message: expect.stringContaining("use a real MongoDB"),
    });
  });
});

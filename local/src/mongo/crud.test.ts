import { type Connection, Schema, Types } from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

interface Drop {
  name: string;
  stock: number;
  sold: number;
  tags: string[];
  holds: { buyer: string; quantity: number }[];
  at?: Date;
  note?: string | null;
}

const dropSchema = new Schema<Drop>(
  {
    name: String,
    stock: Number,
    sold: { type: Number, default: 0 },
    tags: [String],
    holds: [{ buyer: String, quantity: Number, _id: false }],
    at: Date,
    note: String,
  },
  { timestamps: true },
);
const defineDrops = (connection: Connection) => connection.model("Drop", dropSchema);

let database: TestDatabase;
let drops: ReturnType<typeof defineDrops>;

beforeAll(async () => {
  database = await openTestDatabase();
  drops = defineDrops(database.connection);
});
afterAll(() => database.close());
beforeEach(() => drops.deleteMany({}));

const names = (found: { name: string }[]): string[] => found.map(({ name }) => name);

describe("reading", () => {
  beforeEach(() =>
    drops.insertMany([
      { name: "cap", stock: 5, tags: ["red", "wool"], holds: [{ buyer: "ann", quantity: 2 }] },
      { name: "mug", stock: 0, tags: [], note: null },
      { name: "tee", stock: 9, tags: ["red"], holds: [{ buyer: "bob", quantity: 1 }] },
    ]),
  );

  it("filters, sorts, skips, limits and projects", async () => {
    expect(names(await drops.find({ stock: { $gt: 0 } }).sort({ stock: -1 }))).toEqual(["tee", "cap"]);
    expect(names(await drops.find().sort({ name: 1 }).skip(1).limit(1))).toEqual(["mug"]);
    const projected = await drops.findOne({ name: "cap" }, { _id: 0, name: 1, "holds.buyer": 1 }).lean();
    expect(projected).toEqual({ name: "cap", holds: [{ buyer: "ann" }] });
    const cut = await drops.findOne({ name: "cap" }, { tags: { $slice: -1 }, holds: 0, createdAt: 0 }).lean();
    expect(cut).toMatchObject({ name: "cap", tags: ["wool"] });
    expect(cut).not.toHaveProperty("holds");
  });

  it("matches arrays element by element, and null like a missing field", async () => {
    expect(names(await drops.find({ tags: "red" }).sort({ name: 1 }))).toEqual(["cap", "tee"]);
    expect(names(await drops.find({ tags: { $all: ["red", "wool"] } }))).toEqual(["cap"]);
    expect(names(await drops.find({ tags: { $size: 0 } }))).toEqual(["mug"]);
    expect(names(await drops.find({ note: null }).sort({ name: 1 }))).toEqual(["cap", "mug", "tee"]);
    expect(names(await drops.find({ note: { $exists: true } }))).toEqual(["mug"]);
    expect(
      names(await drops.find({ holds: { $elemMatch: { buyer: "ann", quantity: { $gte: 2 } } } })),
    ).toEqual(["cap"]);
    expect(names(await drops.find({ "holds.buyer": { $in: ["bob", "eve"] } }))).toEqual(["tee"]);
    expect(names(await drops.find({ $or: [{ name: /^M/i }, { stock: 9 }] }).sort({ name: 1 }))).toEqual([
      "mug",
      "tee",
    ]);
  });

  it("counts and lists distinct values", async () => {
    expect(await drops.countDocuments({ tags: "red" })).toBe(2);
    expect(await drops.estimatedDocumentCount()).toBe(3);
    expect(await drops.distinct("tags")).toEqual(["red", "wool"]);
  });

  it("goes through a cursor in several batches", async () => {
    await drops.insertMany(Array.from({ length: 250 }, (_, i) => ({ name: `many${i}`, stock: i })));
    const seen: number[] = [];
    for await (const { stock } of drops
      .find({ name: /^many/ })
      .sort({ stock: 1 })
      .cursor({ batchSize: 40 })) {
      seen.push(stock);
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, i) => i));
  });
});

describe("updating", () => {
  it("sells only while there is stock, whoever races", async () => {
    const drop = await drops.create({ name: "hot", stock: 30 });
    const sales = await Promise.all(
      Array.from({ length: 100 }, () =>
        drops.updateOne({ _id: drop._id, $expr: { $lt: ["$sold", "$stock"] } }, { $inc: { sold: 1 } }),
      ),
    );
    expect(sales.filter(({ modifiedCount }) => modifiedCount === 1)).toHaveLength(30);
    expect(await drops.findById(drop._id).lean()).toMatchObject({ sold: 30, stock: 30 });
  });

  it("answers the document as it was or as it is, and null when none matches", async () => {
    const { _id } = await drops.create({ name: "cap", stock: 2 });
    const take = { $inc: { stock: -1 } };
    expect(await drops.findOneAndUpdate({ _id, stock: { $gte: 1 } }, take).lean()).toMatchObject({
      stock: 2,
    });
    const after = { returnDocument: "after" } as const;
    expect(await drops.findOneAndUpdate({ _id, stock: { $gte: 1 } }, take, after).lean()).toMatchObject({
      stock: 0,
    });
    expect(await drops.findOneAndUpdate({ _id, stock: { $gte: 1 } }, take, after)).toBeNull();
    expect(await drops.findOneAndDelete({ _id }).lean()).toMatchObject({ name: "cap" });
    expect(await drops.exists({ _id })).toBeNull();
  });

  it("upserts: the filter's equalities, $setOnInsert once, $inc every time", async () => {
    const bump = () =>
      drops.findOneAndUpdate(
        { name: "new" },
        { $inc: { sold: 1 }, $setOnInsert: { stock: 7 } },
        { upsert: true, returnDocument: "after", setDefaultsOnInsert: false },
      );
    const results = await Promise.all(Array.from({ length: 20 }, bump));
    expect(results.map((doc) => doc.sold).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(await drops.find().lean()).toMatchObject([{ name: "new", stock: 7, sold: 20 }]);
  });

  it("changes arrays: push with slice and sort, addToSet, pull, positional and filtered elements", async () => {
    const { _id } = await drops.create({
      name: "cap",
      stock: 1,
      tags: ["b"],
      holds: [
        { buyer: "ann", quantity: 1 },
        { buyer: "bob", quantity: 2 },
      ],
    });
    await drops.updateOne({ _id }, { $push: { tags: { $each: ["c", "a"], $sort: 1, $slice: 2 } } });
    await drops.updateOne({ _id }, { $addToSet: { tags: { $each: ["a", "z"] } } });
    await drops.updateOne({ _id, "holds.buyer": "bob" }, { $set: { "holds.$.quantity": 20 } });
    await drops.updateOne(
      { _id },
      { $inc: { "holds.$[h].quantity": 5 } },
      { arrayFilters: [{ "h.buyer": "ann" }] },
    );
    const changed = await drops.findById(_id).lean();
    expect(changed?.tags).toEqual(["a", "b", "z"]);
    expect(changed?.holds).toEqual([
      { buyer: "ann", quantity: 6 },
      { buyer: "bob", quantity: 20 },
    ]);
    await drops.updateOne({ _id }, { $pull: { holds: { quantity: { $gte: 20 } } }, $unset: { tags: 1 } });
    const pulled = await drops.findById(_id).lean();
    expect(pulled?.holds).toEqual([{ buyer: "ann", quantity: 6 }]);
    expect(pulled).not.toHaveProperty("tags");
  });

  it("takes a pipeline as an update", async () => {
    const { _id } = await drops.create({ name: "cap", stock: 4, sold: 3 });
    await drops.updateOne({ _id }, [{ $set: { stock: { $subtract: ["$stock", "$sold"] }, note: "left" } }], {
      updatePipeline: true,
    });
    expect(await drops.findById(_id).lean()).toMatchObject({ stock: 1, sold: 3, note: "left" });
  });

  it("reports what it matched and modified", async () => {
    await drops.insertMany([
      { name: "a", stock: 1 },
      { name: "b", stock: 2 },
    ]);
    const result = await drops.updateMany({}, { $set: { stock: 2 } }, { timestamps: false });
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 1, upsertedCount: 0 });
    expect((await drops.deleteMany({ stock: 2 })).deletedCount).toBe(2);
  });

  it("runs a bulk of mixed writes", async () => {
    const result = await drops.bulkWrite([
      { insertOne: { document: { name: "a", stock: 1 } } },
      { updateOne: { filter: { name: "a" }, update: { $inc: { stock: 1 } } } },
      { updateOne: { filter: { name: "b" }, update: { $set: { stock: 5 } }, upsert: true } },
      { deleteOne: { filter: { name: "a" } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
    expect(await drops.find().lean()).toMatchObject([{ name: "b", stock: 5 }]);
  });
});

describe("values", () => {
  it("keeps BSON types through a round trip, with _id first", async () => {
    const collection = database.connection.collection("types");
    const doc = {
      whole: 7,
      fraction: 0.5,
      large: Types.Decimal128.fromString("12.3456789012345678901234"),
      bytes: new Types.UUID("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
      at: new Date(5),
      nested: { list: [1, null, { deep: true }], "": "empty name" },
      _id: new Types.ObjectId(),
    };
    await collection.insertOne(doc);
    const found = await collection.findOne({ _id: doc._id });
    expect(found && Object.keys(found)[0]).toBe("_id");
    expect(found).toMatchObject({ whole: 7, fraction: 0.5, at: new Date(5), nested: doc.nested });
    expect(String(found?.large)).toBe("12.3456789012345678901234");
    expect(String(found?.bytes)).toBe(String(doc.bytes));
  });

  it("takes prototype names for ordinary fields", async () => {
    const collection = database.connection.collection("names");
    await collection.insertOne({ name: "x" });
    await collection.updateOne({ name: "x" }, { $set: { "constructor.prototype.polluted": 1 } });
    expect(await collection.findOne({ "constructor.prototype.polluted": 1 })).toMatchObject({ name: "x" });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("sorts across types as MongoDB does", async () => {
    const collection = database.connection.collection("order");
    const values = [true, new Date(0), "a", 2, null, { a: 1 }, [], 1.5, "A", false];
    await collection.insertMany(values.map((value, i) => ({ _id: i, value }) as object));
    const sorted = await collection.find().sort({ value: 1, _id: 1 }).toArray();
    const bySortedIndex = sorted.map(({ value }) => value);
    expect(bySortedIndex.filter((value) => !Array.isArray(value))).toEqual([
      null,
      1.5,
      2,
      "A",
      "a",
      { a: 1 },
      false,
      true,
      new Date(0),
    ]);
  });
});

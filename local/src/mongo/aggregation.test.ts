import type { PipelineStage } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

interface Row {
  _id: string | number;
  [field: string]: unknown;
}

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.connection.collection<Row>("shops").insertMany([
    { _id: "s1", name: "Hats" },
    { _id: "s2", name: "Mugs" },
  ]);
  await database.connection.collection<Row>("orders").insertMany([
    {
      _id: 1,
      shop: "s1",
      state: "paid",
      total: 1200,
      items: [{ sku: "a", n: 1 }],
      at: new Date("2026-03-01T16:00:00Z"),
    },
    {
      _id: 2,
      shop: "s1",
      state: "paid",
      total: 800,
      items: [
        { sku: "a", n: 2 },
        { sku: "b", n: 1 },
      ],
      at: new Date("2026-03-02T01:00:00Z"),
    },
    { _id: 3, shop: "s2", state: "paid", total: 500, items: [], at: new Date("2026-03-02T02:00:00Z") },
    { _id: 4, shop: "s2", state: "cancelled", total: 900, at: new Date("2026-03-03T00:00:00Z") },
  ]);
});
afterAll(() => database.close());

const aggregate = (...pipeline: PipelineStage[]) =>
  database.connection.collection("orders").aggregate(pipeline).toArray();

describe("stages", () => {
  it("$match, $group and $sort sum up", async () => {
    const perShop = await aggregate(
      { $match: { state: "paid" } },
      {
        $group: {
          _id: "$shop",
          revenue: { $sum: "$total" },
          orders: { $sum: 1 },
          largest: { $max: "$total" },
          average: { $avg: "$total" },
          ids: { $push: "$_id" },
        },
      },
      { $sort: { revenue: -1 } },
    );
    expect(perShop).toEqual([
      { _id: "s1", revenue: 2000, orders: 2, largest: 1200, average: 1000, ids: [1, 2] },
      { _id: "s2", revenue: 500, orders: 1, largest: 500, average: 500, ids: [3] },
    ]);
  });

  it("$lookup joins by fields, with $unwind and $project", async () => {
    const named = await aggregate(
      { $match: { _id: { $lte: 3 } } },
      { $lookup: { from: "shops", localField: "shop", foreignField: "_id", as: "shop" } },
      { $unwind: "$shop" },
      { $project: { _id: 0, order: "$_id", shop: "$shop.name" } },
      { $sort: { order: -1 } },
      { $limit: 2 },
    );
    expect(named).toEqual([
      { order: 3, shop: "Mugs" },
      { order: 2, shop: "Hats" },
    ]);
  });

  it("$lookup joins by a pipeline with variables", async () => {
    const [hats] = await database.connection
      .collection("shops")
      .aggregate([
        { $match: { _id: "s1" } },
        {
          $lookup: {
            from: "orders",
            let: { shop: "$_id" },
            pipeline: [
              { $match: { $expr: { $and: [{ $eq: ["$shop", "$$shop"] }, { $gt: ["$total", 1000] }] } } },
              { $project: { total: 1 } },
            ],
            as: "large",
          },
        },
      ])
      .toArray();
    expect(hats).toEqual({ _id: "s1", name: "Hats", large: [{ _id: 1, total: 1200 }] });
  });

  it("$unwind keeps what is empty only when asked", async () => {
    const units = { $group: { _id: "$items.sku", n: { $sum: "$items.n" } } };
    expect(await aggregate({ $unwind: "$items" }, units, { $sort: { _id: 1 } })).toEqual([
      { _id: "a", n: 3 },
      { _id: "b", n: 1 },
    ]);
    const all = await aggregate(
      { $unwind: { path: "$items", preserveNullAndEmptyArrays: true } },
      { $count: "rows" },
    );
    expect(all).toEqual([{ rows: 5 }]);
  });

  it("$facet runs pipelines side by side", async () => {
    const [facets] = await aggregate({
      $facet: {
        count: [{ $count: "n" }],
        states: [{ $sortByCount: "$state" }],
        bands: [{ $bucket: { groupBy: "$total", boundaries: [0, 800, 1000], default: "more" } }],
      },
    });
    expect(facets).toEqual({
      count: [{ n: 4 }],
      states: [
        { _id: "paid", count: 3 },
        { _id: "cancelled", count: 1 },
      ],
      bands: [
        { _id: 0, count: 1 },
        { _id: 800, count: 2 },
        { _id: "more", count: 1 },
      ],
    });
  });

  it("$set, $unset, $replaceRoot and $unionWith reshape", async () => {
    const shaped = await aggregate(
      { $match: { _id: 1 } },
      { $set: { "sum.gross": "$total", first: { $first: "$items.sku" } } },
      { $unset: ["items", "at", "state", "shop", "total"] },
      {
        $unionWith: {
          coll: "shops",
          pipeline: [{ $match: { _id: "s2" } }, { $replaceRoot: { newRoot: { shop: "$name" } } }],
        },
      },
    );
    expect(shaped).toEqual([{ _id: 1, sum: { gross: 1200 }, first: "a" }, { shop: "Mugs" }]);
  });
});

describe("expressions", () => {
  /** The value of one expression over the order 2. */
  const resultOf = async (expression: unknown): Promise<unknown> => {
    const [row] = await aggregate({ $match: { _id: 2 } }, { $project: { _id: 0, value: expression } });
    return row?.value;
  };

  it.each<[string, unknown, unknown]>([
    ["compares", { $cmp: ["$total", 800.0] }, 0],
    ["puts missing below null", { $lt: ["$missing", null] }, true],
    ["falls back from null", { $ifNull: ["$missing", "none"] }, "none"],
    ["chooses", { $cond: [{ $gt: ["$total", 500] }, "high", "low"] }, "high"],
    [
      "switches",
      JSON.parse('{"$switch":{"branches":[{"case":{"$eq":["$state","paid"]},"then":1}],"default":0}}'),
      1,
    ],
    ["answers null for arithmetic on null", { $add: ["$total", "$missing"] }, null],
    ["divides into a fraction", { $divide: ["$total", 3] }, 800 / 3],
    ["rounds half to even", { $round: [2.5, 0] }, 2],
    ["rounds half to even upwards", { $round: [3.5, 0] }, 4],
    ["maps", { $map: { input: "$items", as: "i", in: { $multiply: ["$$i.n", 10] } } }, [20, 10]],
    ["filters", { $filter: { input: "$items.n", cond: { $gt: ["$$this", 1] } } }, [2]],
    ["reduces", { $reduce: { input: "$items", initialValue: 0, in: { $add: ["$$value", "$$this.n"] } } }, 3],
    ["sums an array", { $sum: "$items.n" }, 3],
    ["concatenates", { $concat: ["$shop", "-", { $toString: "$_id" }] }, "s1-2"],
    ["merges documents", { $mergeObjects: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
    ["finds members", { $in: ["b", "$items.sku"] }, true],
    ["subtracts sets", { $setDifference: [["a", "b", "a"], ["b"]] }, ["a"]],
    [
      "truncates to a local day",
      { $dateTrunc: { date: "$at", unit: "day", timezone: "Asia/Seoul" } },
      new Date("2026-03-01T15:00:00Z"),
    ],
    [
      "prints a local date",
      { $dateToString: { date: "$at", format: "%Y-%m-%d %H:%M", timezone: "America/New_York" } },
      "2026-03-01 20:00",
    ],
    [
      "counts days between",
      { $dateDiff: { startDate: new Date("2026-02-27T23:00:00Z"), endDate: "$at", unit: "day" } },
      3,
    ],
    [
      "adds a month, clipped",
      { $dateAdd: { startDate: new Date("2026-01-31T10:00:00Z"), unit: "month", amount: 1 } },
      new Date("2026-02-28T10:00:00Z"),
    ],
    ["names types", { $type: "$items" }, "array"],
  ])("%s", async (_name, expression, expected) => {
    expect(await resultOf(expression)).toEqual(expected);
  });
});

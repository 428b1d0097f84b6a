import { Long } from "bson";
import { describe, expect, it } from "vitest";
import type { Doc } from "../bson/values.ts";
import { compileUpdate } from "./compile.ts";
import { upsertedDocument } from "./upsert.ts";

const apply = (update: unknown, doc: Doc, arrayFilters?: Doc[]): Doc =>
  compileUpdate(update, { arrayFilters }).apply(doc, undefined, false);

describe("an update", () => {
  it.each<[string, Doc, Doc, Doc]>([
    ["creates the parents of a path", { $set: { "a.b.c": 1 } }, {}, { a: { b: { c: 1 } } }],
    ["fills an array up to a position", { $set: { "a.2": 9 } }, { a: [1] }, { a: [1, null, 9] }],
    ["counts a missing field as 0", { $inc: { n: 2 } }, {}, { n: 2 }],
    [
      "keeps whole numbers beyond 2^53 exact",
      { $inc: { n: 1 } },
      { n: Long.fromString("9007199254740993") },
      { n: Long.fromString("9007199254740994") },
    ],
    ["multiplies a missing field to 0", { $mul: { n: 5 } }, {}, { n: 0 }],
    ["$min takes the lesser by MongoDB's order", { $min: { n: "a" } }, { n: 5 }, { n: 5 }],
    ["$max takes the greater", { $max: { n: 7 } }, { n: 5 }, { n: 7 }],
    ["$unset in an array leaves null", { $unset: { "a.0": 1 } }, { a: [1, 2] }, { a: [null, 2] }],
    ["$push at a position", { $push: { a: { $each: [8, 9], $position: 0 } } }, { a: [1] }, { a: [8, 9, 1] }],
    [
      "$push sorts documents and keeps the last",
      { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 }, $slice: -2 } } },
      { a: [{ n: 3 }, { n: 2 }] },
      { a: [{ n: 2 }, { n: 3 }] },
    ],
    [
      "$addToSet takes equal documents for one",
      { $addToSet: { a: { x: 1 } } },
      { a: [{ x: 1 }] },
      { a: [{ x: 1 }] },
    ],
    [
      "$pull by a condition on the elements' fields",
      { $pull: { a: { x: { $lt: 2 } } } },
      { a: [{ x: 1 }, { x: 2 }] },
      { a: [{ x: 2 }] },
    ],
    ["$pullAll takes all equal ones", { $pullAll: { a: [1, 3] } }, { a: [1, 2, 3, 1] }, { a: [2] }],
    ["$pop takes the first", { $pop: { a: -1 } }, { a: [1, 2] }, { a: [2] }],
    [
      "$[] reaches every element",
      { $inc: { "a.$[].n": 1 } },
      { a: [{ n: 1 }, { n: 2 }] },
      { a: [{ n: 2 }, { n: 3 }] },
    ],
    ["a replacement keeps _id", { x: 1 }, { _id: 7, y: 2 }, { _id: 7, x: 1 }],
  ])("%s", (_name, update, before, after) => {
    expect(apply(update, before)).toEqual(after);
  });

  it("answers the same object when nothing changes, and never changes its input", () => {
    const doc = { a: [1, { b: 2 }], n: 1 };
    const copy = structuredClone(doc);
    expect(apply({ $set: { n: 1 }, $addToSet: { a: 1 }, $unset: { gone: 1 } }, doc)).toBe(doc);
    expect(apply({ $set: { "a.1.b": 3 }, $inc: { n: 1 } }, doc)).toEqual({ a: [1, { b: 3 }], n: 2 });
    expect(doc).toEqual(copy);
  });

  it("reaches only the elements that an array filter accepts", () => {
    const doc = { items: [{ n: 1 }, { n: 5 }, { n: 9 }] };
    expect(apply({ $set: { "items.$[big].n": 0 } }, doc, [{ "big.n": { $gte: 5 } }])).toEqual({
      items: [{ n: 1 }, { n: 0 }, { n: 0 }],
    });
  });

  it.each<[string, unknown, Doc, RegExp]>([
    [
      "a missing array filter",
      { $set: { "a.$[x]": 1 } },
      { a: [1] },
      /No array filter found for identifier 'x'/,
    ],
    ["`$` without a match", { $set: { "a.$": 1 } }, { a: [1] }, /positional operator did not find the match/],
    ["a parent and its child together", { $set: { a: 1, "a.b": 2 } }, {}, /would create a conflict at 'a'/],
    ["operators mixed with fields", { x: 1, $set: { y: 1 } }, {}, /dollar \(\$\) prefixed field/],
    ["an empty path component", { $set: { "a..b": 1 } }, {}, /contains an empty field name/],
    ["$pop of something else", { $pop: { a: 2 } }, { a: [] }, /\$pop expects 1 or -1/],
    ["$each without an array", { $push: { a: { $each: 1 } } }, {}, /must be an array/],
    ["a stage that updates lack", [{ $group: { _id: 1 } }], {}, /not allowed to be used within an update/],
  ])("is refused for %s", (_name, update, doc, message) => {
    expect(() => apply(update, doc)).toThrow(message);
  });
});

describe("an upsert", () => {
  it("starts from what the filter demands, and puts _id first", () => {
    const update = compileUpdate({ $setOnInsert: { made: true }, $inc: { n: 1 } });
    const filter = { a: 1, "b.c": { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: { $in: [3] } }], _id: "x" };
    const doc = upsertedDocument(filter, update);
    expect(doc).toEqual({ _id: "x", a: 1, b: { c: 2 }, e: 3, made: true, n: 1 });
    expect(Object.keys(doc)[0]).toBe("_id");
  });
});

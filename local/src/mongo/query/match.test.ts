import { BSONRegExp, Decimal128, Long, MinKey, ObjectId } from "bson";
import { describe, expect, it } from "vitest";
import type { Doc } from "../bson/values.ts";
import { compileFilter } from "./match.ts";
import type { MatchPosition } from "./visit.ts";

const id = new ObjectId();

describe("a filter matches", () => {
  it.each<[string, Doc, Doc]>([
    ["numbers of any type alike", { n: Long.fromNumber(1) }, { n: 1 }],
    ["a decimal equal to a double", { n: Decimal128.fromString("1.50") }, { n: 1.5 }],
    ["null where the field is missing", { a: null }, {}],
    ["null inside an array", { a: null }, { a: [1, null] }],
    ["an element of an array", { a: 2 }, { a: [1, 2] }],
    ["an array as a whole", { a: [1, 2] }, { a: [1, 2] }],
    ["an array within an array as a whole", { a: [1, 2] }, { a: [[1, 2], 3] }],
    ["a document field by field, in order", { a: { x: 1, y: 2 } }, { a: { x: 1, y: 2 } }],
    ["a path through an array of documents", { "a.x": 2 }, { a: [{ x: 1 }, { x: 2 }] }],
    ["a path by position", { "a.1": 2 }, { a: [1, 2] }],
    ["$ne unless any element is equal", { a: { $ne: 3 } }, { a: [1, 2] }],
    ["$ne null where there is a value", { a: { $ne: null } }, { a: 0 }],
    ["bounds by different elements of an array", { a: { $gt: 5, $lt: 3 } }, { a: [1, 9] }],
    ["$gte null where the field is missing", { a: { $gte: null } }, {}],
    ["$gt MinKey by any type", { a: { $gt: new MinKey() } }, { a: "x" }],
    ["$in with a pattern", { a: { $in: [new BSONRegExp("^b", "i")] } }, { a: "Bob" }],
    ["$nin where the field is missing", { a: { $nin: [1] } }, {}],
    ["$not of a bound where the type differs", { a: { $not: { $gt: 1 } } }, { a: "x" }],
    ["$exists false", { a: { $exists: false } }, { b: 1 }],
    ["$type of an element", { a: { $type: "string" } }, { a: [1, "x"] }],
    ["$all over an array", { a: { $all: [1, 2] } }, { a: [3, 2, 1] }],
    ["$all over one value", { a: { $all: [1] } }, { a: 1 }],
    ["$elemMatch on one element", { a: { $elemMatch: { $gt: 1, $lt: 3 } } }, { a: [0, 2] }],
    ["$nor", { $nor: [{ a: 1 }, { b: 1 }] }, { a: 2 }],
    ["$mod", { a: { $mod: [4, 1] } }, { a: 9 }],
    ["$expr over fields", { $expr: { $gt: ["$a", "$b"] } }, { a: 2, b: 1 }],
    ["an ObjectId by value", { a: new ObjectId(id.toHexString()) }, { a: id }],
    ["a date by value", { at: { $lte: new Date(5) } }, { at: new Date(5) }],
  ])("%s", (_name, filter, doc) => {
    expect(compileFilter(filter)(doc)).toBe(true);
  });
});

describe("a filter does not match", () => {
  it.each<[string, Doc, Doc]>([
    ["text for a number", { n: 1 }, { n: "1" }],
    ["a document with fields in another order", { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }],
    ["a document with more fields", { a: { x: 1 } }, { a: { x: 1, y: 2 } }],
    ["$ne when one element is equal", { a: { $ne: 2 } }, { a: [1, 2] }],
    ["a bound of another type", { a: { $lt: 5 } }, { a: "3" }],
    ["a number bound by null", { a: { $gte: 0 } }, { a: null }],
    ["$gte a number by NaN", { a: { $gte: 0 } }, { a: Number.NaN }],
    ["$elemMatch met by two elements together", { a: { $elemMatch: { $gt: 5, $lt: 3 } } }, { a: [1, 9] }],
    ["$elemMatch on no array", { a: { $elemMatch: { $gt: 0 } } }, { a: 1 }],
    ["$size of another length", { a: { $size: 1 } }, { a: [1, 2] }],
    ["$all of nothing", { a: { $all: [] } }, { a: [] }],
    ["an inherited property", { constructor: { $exists: true } }, {}],
    ["null for an empty array", { a: null }, { a: [] }],
  ])("%s", (_name, filter, doc) => {
    expect(compileFilter(filter)(doc)).toBe(false);
  });
});

it("tells which element of an array matched", () => {
  const position: MatchPosition = {};
  compileFilter({ "items.sku": "b" })({ items: [{ sku: "a" }, { sku: "b" }] }, position);
  expect(position.index).toBe(1);
});

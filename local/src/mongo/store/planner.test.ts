import { Long, ObjectId } from "bson";
import fc from "fast-check";
import { expect, it } from "vitest";
import { keyOf } from "../bson/keys.ts";
import { parseSort, sortBy, sortKey } from "../bson/paths.ts";
import type { Doc } from "../bson/values.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/match.ts";
import type { Collection } from "./collection.ts";
import { noDisk } from "./disk.ts";
import type { IndexSpec } from "./index-tree.ts";
import { findVersions } from "./reading.ts";
import { createIndex, ensureCollection, openStore, type Store } from "./store.ts";
import type { Transaction } from "./transaction.ts";
import { beginTransaction } from "./transactions.ts";
import { deleteDocument, insertDocument, updateDocument } from "./writing.ts";

const FIELDS = ["a", "b", "c"];
const PATHS = ["a", "b", "c", "a.x", "b.x", "c.y"];
const DOCUMENTS = 30;
/** Of 50 queries each: about a second. */
const RUNS = 50;
/** On a busy machine; in milliseconds. */
const TIMEOUT = 20_000;
const ids = [new ObjectId(), new ObjectId()];

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 5 }),
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.constantFrom("a", "b", "ab", "", "a\0b", "é", null, true, false, ...ids),
  fc.integer({ min: 0, max: 3 }).map((ms) => new Date(ms)),
  fc.integer({ min: 0, max: 3 }).map((n) => Long.fromString(`900719925474099${n}`)),
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 2, arbitrary: fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 2 }),
  },
);
const fields = fc.record(Object.fromEntries(FIELDS.map((field) => [field, value])), { requiredKeys: [] });

const condition = fc.oneof(
  value,
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  scalar.map(($gt) => ({ $gt })),
  scalar.map(($lte) => ({ $lte })),
  fc.tuple(scalar, scalar).map(([$gte, $lt]) => ({ $gte, $lt })),
  scalar.map(($ne) => ({ $ne })),
  fc.boolean().map(($exists) => ({ $exists })),
  scalar.map(($gte) => ({ $elemMatch: { $gte } })),
);
const simpleFilter = fc.dictionary(fc.constantFrom(...PATHS, "_id"), condition, {
  maxKeys: 3,
  noNullPrototype: true,
});
const filter = fc.oneof(
  { weight: 6, arbitrary: simpleFilter },
  { weight: 1, arbitrary: fc.tuple(simpleFilter, simpleFilter).map(($and) => ({ $and })) },
  { weight: 1, arbitrary: fc.tuple(simpleFilter, simpleFilter).map(($or) => ({ $or })) },
);
const directions = fc.constantFrom<1 | -1>(1, -1);
const sort = fc.dictionary(fc.constantFrom(...PATHS, "_id"), directions, {
  maxKeys: 2,
  noNullPrototype: true,
});
const index = fc.record({
  key: fc.dictionary(fc.constantFrom(...PATHS), directions, {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  }),
  sparse: fc.boolean(),
  isPartial: fc.boolean(),
});

const change = fc.record({ id: fc.nat(DOCUMENTS - 1), fields: fc.option(fields) });
const query = fc.record({ filter, sort });

/** A change of one document: other fields, or (null) its end. */
type Change = { id: number; fields: Doc | null };

function apply(
  store: Store,
  collection: Collection,
  { id, fields: next }: Change,
  transaction?: Transaction,
): void {
  const [version] = findVersions(collection, { _id: id }, {}, transaction);
  if (!version) return;
  if (next) updateDocument(store, collection, version, { _id: id, ...next }, transaction);
  else deleteDocument(store, collection, version, transaction);
}

/** What the same changes make of plain documents. */
function applyToModel(model: Map<number, Doc>, { id, fields: next }: Change): void {
  if (!model.has(id)) return;
  if (next) model.set(id, { _id: id, ...next });
  else model.delete(id);
}

it(
  "finds by any index what a plain scan finds, in the same order, in and out of a transaction",
  () => {
    let usedIndexes = 0;
    fc.assert(
      fc.property(
        fc.array(fields, { minLength: DOCUMENTS, maxLength: DOCUMENTS }),
        fc.array(index, { minLength: 2, maxLength: 4 }),
        fc.array(change, { maxLength: 10 }),
        fc.array(change, { maxLength: 6 }),
        fc.array(change, { maxLength: 6 }),
        fc.array(query, { minLength: 25, maxLength: 25 }),
        (documents, indexes, changes, ownChanges, othersChanges, queries) => {
          const store = openStore(noDisk);
          const collection = ensureCollection(store, "test.things");
          const model = new Map<number, Doc>();
          documents.forEach((doc, id) => {
            model.set(id, { _id: id, ...doc });
            insertDocument(store, collection, { _id: id, ...doc });
          });
          indexes.forEach(({ key, sparse, isPartial }, i) => {
            const partial = isPartial ? { partialFilterExpression: { b: { $exists: true } } } : {};
            const spec: IndexSpec = { name: `i${i}`, key, ...(sparse ? { sparse } : {}), ...partial };
            ignoreConflict(() => createIndex(store, collection, spec));
          });
          for (const one of changes) {
            apply(store, collection, one);
            applyToModel(model, one);
          }
          check(collection, queries, [...model.values()]);

          const transaction = beginTransaction(store);
          for (const one of ownChanges) {
            apply(store, collection, one, transaction);
            applyToModel(model, one);
          }
          const own = new Set(ownChanges.map(({ id }) => id));
          // Others change other documents meanwhile: the transaction must not see it.
          for (const one of othersChanges) if (!own.has(one.id)) apply(store, collection, one);
          insertDocument(store, collection, { _id: DOCUMENTS });
          check(collection, queries, [...model.values()], transaction);
          usedIndexes += collection.indexes.length;
        },
      ),
      { numRuns: RUNS },
    );
    expect(usedIndexes).toBeGreaterThan(RUNS);
  },
  TIMEOUT,
);

function check(
  collection: Collection,
  queries: { filter: Doc; sort: Doc }[],
  model: Doc[],
  transaction?: Transaction,
): void {
  for (const { filter: wanted, sort: order } of queries) {
    const matches = compileFilter(wanted);
    const parsed = parseSort(order);
    const expected = sortBy(
      model.filter((doc) => matches(doc)),
      parsed,
      (doc) => doc,
    );
    const found = findVersions(collection, wanted, { sort: parsed }, transaction).map(({ doc }) => doc);
    expect(idsOf(found)).toEqual(idsOf(expected));
    // Documents that sort alike may come in any order.
    expect(found.map((doc) => sortKey(doc, parsed))).toEqual(expected.map((doc) => sortKey(doc, parsed)));
    const page = findVersions(collection, wanted, { sort: parsed, skip: 2, limit: 3 }, transaction);
    expect(page).toHaveLength(Math.min(3, Math.max(0, expected.length - 2)));
  }
}

const idsOf = (docs: Doc[]): string[] => docs.map(({ _id }) => keyOf(_id)).sort();

/** Two random indexes may have the same keys. */
function ignoreConflict(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
  }
}

import { keyOf } from "../bson/keys.ts";
import { parseSort, sortBy } from "../bson/paths.ts";
import { type Doc, isArray, isDoc } from "../bson/values.ts";
import { locationError } from "../errors.ts";
import { compileAccumulator } from "../expression/accumulators.ts";
import { expressionOf } from "../expression/compile.ts";

/** $group: one result for each value of `_id`, in the order in which they first appear. */
export function group(spec: Doc, documents: Doc[], variables: Doc): Doc[] {
  if (!("_id" in spec)) throw locationError(15955, "a group specification must include an _id");
  const { _id: idExpression, ...definitions } = spec;
  const fields = Object.entries(definitions).map(([name, definition]) => ({
    name,
    accumulate: compileAccumulator(name, definition, variables),
  }));
  const idOf = expressionOf(idExpression, variables);
  return partition(documents, (doc) => idOf(doc) ?? null).map(({ id, members }) => {
    const result: Doc = { _id: id };
    for (const { name, accumulate } of fields) result[name] = accumulate(members);
    return result;
  });
}

function partition(documents: Doc[], idOf: (doc: Doc) => unknown): { id: unknown; members: Doc[] }[] {
  const groups = new Map<string, { id: unknown; members: Doc[] }>();
  for (const doc of documents) {
    const id = idOf(doc);
    const key = keyOf(id);
    const known = groups.get(key);
    if (known) known.members.push(doc);
    else groups.set(key, { id, members: [doc] });
  }
  return [...groups.values()];
}

/** $bucket: groups by the interval `[boundary, next boundary)` that holds a value. */
export function bucket(spec: Doc, documents: Doc[], variables: Doc): Doc[] {
  const { groupBy, boundaries, output } = spec;
  if (!isArray(boundaries) || boundaries.length < 2) {
    throw locationError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  }
  const keys = boundaries.map(keyOf);
  const groupValueOf = expressionOf(groupBy, variables);
  const bucketOf = (doc: Doc): unknown => {
    const key = keyOf(groupValueOf(doc));
    const next = keys.findIndex((boundary) => key < boundary);
    if (next > 0) return boundaries[next - 1];
    if ("default" in spec) return spec.default;
    throw locationError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    );
  };
  const definitions = isDoc(output) ? output : { count: { $sum: 1 } };
  const buckets = partition(documents, bucketOf).flatMap(({ id, members }) =>
    group({ _id: { $literal: id }, ...definitions }, members, variables),
  );
  return sortBy(buckets, parseSort({ _id: 1 }), (doc) => doc);
}

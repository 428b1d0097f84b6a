import { keyOf } from "../bson/keys.ts";
import { reach } from "../bson/paths.ts";
import { type Doc, isArray, isDoc, isRegExp } from "../bson/values.ts";
import { failedToParse } from "../errors.ts";
import { evaluateLet } from "../expression/compile.ts";
import { putAt } from "./reshape.ts";

/** What stages need beyond their documents. */
export interface StageContext {
  /** The variables of `let`. */
  variables: Doc;
  /** Documents of another collection, seen in the same snapshot. */
  find(collection: string, filter: Doc, variables: Doc): Doc[];
  /** Runs a pipeline; here as a function so that the stages need not know each other. */
  run(pipeline: readonly Doc[], documents: Doc[], context: StageContext): Doc[];
}

/** A pipeline over a named collection; the store sees a leading $match and may use an index for it. */
export function runOver(collection: string, pipeline: readonly Doc[], context: StageContext): Doc[] {
  const { variables } = context;
  const [first, ...rest] = pipeline;
  const filter = first?.$match;
  if (isDoc(filter))
    return context.run(
      rest,
      context.find(collection, withKnownEqualities(filter, variables), variables),
      context,
    );
  return context.run(pipeline, context.find(collection, {}, variables), context);
}

/** `$expr: { $eq: ["$field", "$$variable"] }` also becomes `field: value`, so that an index can serve it. */
function withKnownEqualities(filter: Doc, variables: Doc): Doc {
  const found: Doc = {};
  collectEqualities(filter.$expr, variables, found);
  return Object.keys(found).length === 0 ? filter : { $and: [found, filter] };
}

function collectEqualities(expression: unknown, variables: Doc, found: Doc): void {
  if (!isDoc(expression)) return;
  const { $and: all, $eq: pair } = expression;
  if (isArray(all)) for (const part of all) collectEqualities(part, variables, found);
  if (!isArray(pair) || pair.length !== 2) return;
  const [field, variable] = isVariable(pair[0]) ? [pair[1], pair[0]] : pair;
  if (!isVariable(variable) || typeof field !== "string" || !/^\$[^$.]+$/.test(field)) return;
  const value = variables[variable.slice(2)];
  // Arrays and null match differently in a filter than in an expression.
  const isScalar = value !== null && value !== undefined && !isArray(value) && !isRegExp(value);
  if (isScalar) found[field.slice(1)] = { $eq: value };
}

const isVariable = (value: unknown): value is string => typeof value === "string" && value.startsWith("$$");

/** Joins documents of another collection, by equal fields or by a pipeline (or both). */
export function lookup(spec: Doc, documents: Doc[], context: StageContext): Doc[] {
  const { from, as: target, localField, foreignField } = spec;
  if (typeof from !== "string" || typeof target !== "string") {
    throw failedToParse("$lookup needs 'from' and 'as' to be strings");
  }
  const pipeline = isArray(spec.pipeline) ? spec.pipeline.filter(isDoc) : [];
  const join =
    localField === undefined
      ? undefined
      : equalityJoin(from, String(localField), String(foreignField), context);
  const isCorrelated = isDoc(spec.let);
  let shared: Doc[] | undefined;
  return documents.map((doc) => {
    const inner = { ...context, variables: evaluateLet(spec.let, context.variables, doc) };
    if (join) return putAt(doc, target.split("."), context.run(pipeline, join(doc), inner));
    if (isCorrelated) return putAt(doc, target.split("."), runOver(from, pipeline, inner));
    // The same for every document: run once.
    shared ??= runOver(from, pipeline, inner);
    return putAt(doc, target.split("."), shared);
  });
}

function equalityJoin(from: string, localField: string, foreignField: string, context: StageContext) {
  const path = localField.split(".");
  const found = new Map<string, Doc[]>();
  return (doc: Doc): Doc[] => {
    const values = reach(doc, path).values.map((value) => value ?? null);
    const key = keyOf(values);
    const known = found.get(key);
    if (known) return known;
    const filter = {
      [foreignField]: values.length === 1 ? { $eq: values[0] } : { $in: values.filter((v) => !isRegExp(v)) },
    };
    const rows = context.find(from, filter, context.variables);
    found.set(key, rows);
    return rows;
  };
}

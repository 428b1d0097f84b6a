/** Stages that change the shape of single documents. */
import { type Doc, isArray, isDoc, ownField, setField, withoutField } from "../bson/values.ts";
import { locationError } from "../errors.ts";
import { expressionOf } from "../expression/compile.ts";
import { compileProjection } from "../query/project.ts";

/** A copy of a document with a value at a path; `undefined` removes what is there. Arrays on the way are changed throughout. */
export function putAt(doc: Doc, path: readonly string[], value: unknown): Doc {
  const [field = "", ...rest] = path;
  const current = ownField(doc, field);
  if (value === undefined && current === undefined) return doc;
  const next = rest.length === 0 ? value : putInside(current, rest, value);
  if (next === undefined) return withoutField(doc, field);
  const copy = { ...doc };
  setField(copy, field, next);
  return copy;
}

function putInside(current: unknown, path: readonly string[], value: unknown): unknown {
  if (isArray(current)) return current.map((element) => putInside(element, path, value));
  return putAt(isDoc(current) ? current : {}, path, value);
}

/** $addFields and $set. All expressions see the document as it came in. */
export function addFields(spec: Doc, documents: Doc[], variables: Doc): Doc[] {
  const fields = flatten(spec, []).map(({ path, expression }) => ({
    path,
    evaluate: expressionOf(expression, variables),
  }));
  return documents.map((doc) =>
    fields.reduce((result, { path, evaluate }) => putAt(result, path, evaluate(doc)), doc),
  );
}

/** `{ a: { b: 1 } }` sets `a.b`, unlike `{ a: { $literal: ... } }`. */
function flatten(spec: Doc, prefix: readonly string[]): { path: string[]; expression: unknown }[] {
  return Object.entries(spec).flatMap(([key, expression]) => {
    const path = [...prefix, ...key.split(".")];
    const [first] = isDoc(expression) ? Object.keys(expression) : [];
    const isNested = isDoc(expression) && first !== undefined && !first.startsWith("$");
    return isNested ? flatten(expression, path) : [{ path, expression }];
  });
}

export function unset(argument: unknown, documents: Doc[]): Doc[] {
  const names = isArray(argument) ? argument : [argument];
  return documents.map(compileProjection(Object.fromEntries(names.map((name) => [String(name), 0]))));
}

/** One document for each element of an array. */
export function unwind(argument: unknown, documents: Doc[]): Doc[] {
  const spec = isDoc(argument) ? argument : { path: argument };
  const { path: reference, includeArrayIndex } = spec;
  const keepsEmpty = spec.preserveNullAndEmptyArrays === true;
  if (typeof reference !== "string" || !reference.startsWith("$")) {
    throw locationError(
      28818,
      `path option to $unwind stage should be prefixed with a '$': ${String(reference)}`,
    );
  }
  const path = reference.slice(1).split(".");
  const withIndex = (doc: Doc, index: number | null): Doc =>
    typeof includeArrayIndex === "string" ? putAt(doc, includeArrayIndex.split("."), index) : doc;
  return documents.flatMap((doc) => {
    const value = path.reduce<unknown>(ownField, doc);
    if (isArray(value) && value.length > 0) {
      return value.map((element, index) => withIndex(putAt(doc, path, element), index));
    }
    const isEmpty = value === undefined || value === null || isArray(value);
    if (!isEmpty) return [withIndex(doc, null)];
    return keepsEmpty ? [withIndex(isArray(value) ? putAt(doc, path, undefined) : doc, null)] : [];
  });
}

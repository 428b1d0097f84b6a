/** Operators on documents. */
import {
  type Doc,
  isArray,
  isDoc,
  isNullish,
  ownField,
  setField,
  show,
  typeName,
  withoutField,
} from "../bson/values.ts";
import { locationError } from "../errors.ts";
import { ANY_NUMBER, ONE, type Operator, type Operators, overNamedValues, overValues } from "./operator.ts";

function mergeObjects(...values: unknown[]): Doc {
  const [only] = values;
  const merged: Doc = {};
  for (const value of values.length === 1 && isArray(only) ? only : values) {
    if (isNullish(value)) continue;
    if (!isDoc(value)) {
      throw locationError(
        40400,
        `$mergeObjects requires object inputs, but input ${show(value)} is of type ${typeName(value)}`,
      );
    }
    for (const [field, inner] of Object.entries(value)) setField(merged, field, inner);
  }
  return merged;
}

function objectToArray(value: unknown): unknown {
  if (isNullish(value)) return null;
  if (!isDoc(value)) {
    throw locationError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  }
  return Object.entries(value).map(([k, v]) => ({ k, v }));
}

/** From `[{ k, v }, ...]` or `[[k, v], ...]`. */
function arrayToObject(list: unknown): unknown {
  if (isNullish(list)) return null;
  if (!isArray(list))
    throw locationError(40386, `$arrayToObject requires an array input, found: ${typeName(list)}`);
  const doc: Doc = {};
  for (const entry of list) {
    const [name, value] = isArray(entry) ? entry : [ownField(entry, "k"), ownField(entry, "v")];
    if (typeof name !== "string") {
      throw locationError(
        40394,
        "$arrayToObject requires an array of key-value pairs, where the key must be of type string",
      );
    }
    setField(doc, name, value);
  }
  return doc;
}

/** `"name"`, or `{ field, input }`; names may hold dots and dollars. */
const getField: Operator = (argument, compile) => {
  const parts = isDoc(argument) && "field" in argument ? argument : { field: argument, input: "$$CURRENT" };
  const [field, input] = [compile(parts.field), compile(parts.input ?? "$$CURRENT")];
  return (scope) => {
    const name = field(scope);
    if (typeof name !== "string") {
      throw locationError(
        3041704,
        `$getField requires 'field' to evaluate to type String, but got ${typeName(name)}`,
      );
    }
    return ownField(input(scope), name);
  };
};

const setFieldOperator = overNamedValues(
  "$setField",
  ["field", "input", "value"],
  [],
  ({ field, input, value }) => {
    if (isNullish(input)) return null;
    if (!isDoc(input) || typeof field !== "string") {
      throw locationError(4161105, "$setField requires 'input' to be an object and 'field' a string");
    }
    return value === undefined ? withoutField(input, field) : { ...input, [field]: value };
  },
);

export const documents: Operators = {
  $mergeObjects: overValues("$mergeObjects", ANY_NUMBER, mergeObjects),
  $objectToArray: overValues("$objectToArray", ONE, objectToArray),
  $arrayToObject: overValues("$arrayToObject", ONE, arrayToObject),
  $getField: getField,
  $setField: setFieldOperator,
};

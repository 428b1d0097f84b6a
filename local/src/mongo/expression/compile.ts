import { type Doc, isArray, isArrayIndex, isDoc, ownField } from "../bson/values.ts";
import { locationError, MongoError, mongoError } from "../errors.ts";
import { arithmetic } from "./arithmetic.ts";
import { arrays } from "./arrays.ts";
import { conversions } from "./conversions.ts";
import { dates } from "./dates.ts";
import { documents } from "./documents.ts";
import { logic } from "./logic.ts";
import type { Evaluate, Operators, Scope } from "./operator.ts";
import { strings } from "./strings.ts";

const OPERATORS: Operators = {
  ...logic,
  ...arithmetic,
  ...strings,
  ...arrays,
  ...documents,
  ...dates,
  ...conversions,
};

/** Compiles an aggregation expression: a literal, "$field.path", "$$variable", a document, an array, or an operator. */
export function compileExpression(expression: unknown): Evaluate {
  if (typeof expression === "string" && expression.startsWith("$")) return compilePath(expression);
  if (isArray(expression)) {
    const elements = expression.map(compileExpression);
    // A missing value inside an array literal becomes null, so that positions stay.
    return (scope) => elements.map((evaluate) => evaluate(scope) ?? null);
  }
  if (!isDoc(expression)) return () => expression;
  const fields = Object.keys(expression);
  const [first] = fields;
  if (first?.startsWith("$")) {
    if (fields.length > 1) {
      throw locationError(15983, "An object representing an expression must have exactly one field");
    }
    return compileOperator(first, expression[first]);
  }
  return compileDocument(expression);
}

function compileOperator(name: string, argument: unknown): Evaluate {
  if (name === "$literal") return () => argument;
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw mongoError("InvalidPipelineOperator", `Unrecognized expression '${name}'`);
  return operator(argument, compileExpression);
}

function compileDocument(fields: Doc): Evaluate {
  const compiled = Object.entries(fields).map(([field, inner]) => ({
    field,
    evaluate: compileExpression(inner),
  }));
  return (scope) => {
    const result: Doc = {};
    for (const { field, evaluate } of compiled) {
      const value = evaluate(scope);
      if (value !== undefined) result[field] = value;
    }
    return result;
  };
}

function compilePath(text: string): Evaluate {
  if (!text.startsWith("$$")) {
    const path = text.slice(1).split(".");
    return (scope) => valueAt(scope.root, path);
  }
  const [name = "", ...path] = text.slice(2).split(".");
  return (scope) => valueAt(variable(scope, name), path);
}

function variable(scope: Scope, name: string): unknown {
  if (Object.hasOwn(scope.variables, name)) return scope.variables[name];
  switch (name) {
    case "ROOT":
    case "CURRENT":
      return scope.root;
    case "NOW":
      return new Date();
    case "REMOVE":
      return undefined;
    default:
      throw locationError(17276, `Use of undefined variable: ${name}`);
  }
}

/** Follows a path through documents; over an array it yields the array of what its documents have there. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (let i = 0; i < path.length; i++) {
    const component = path[i] ?? "";
    if (isArray(current)) {
      if (isArrayIndex(component)) return [];
      const rest = path.slice(i);
      return current
        .filter((element) => isDoc(element) || isArray(element))
        .map((element) => valueAt(element, rest))
        .filter((found) => found !== undefined);
    }
    current = ownField(current, component);
  }
  return current;
}

/** Compiles an expression into a function of a document, with the command's `let` variables. */
export function expressionOf(expression: unknown, variables: Doc = {}): (root: Doc) => unknown {
  const evaluate = compileExpression(expression);
  return (root) => evaluate({ root, variables });
}

/** The values of a command's `let` document. */
export function evaluateLet(definitions: unknown, outer: Doc = {}, root: Doc = {}): Doc {
  if (definitions === undefined) return outer;
  if (!isDoc(definitions)) throw new MongoError(14, "TypeMismatch", "'let' must be an object");
  const values: Doc = { ...outer };
  for (const [name, expression] of Object.entries(definitions)) {
    values[name] = expressionOf(expression, outer)(root);
  }
  return values;
}

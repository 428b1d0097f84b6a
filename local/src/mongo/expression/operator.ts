/** How aggregation expressions are compiled: each operator turns its argument into a function of a scope. */

import { type Doc, isArray, isDoc } from "../bson/values.ts";
import { failedToParse, locationError } from "../errors.ts";

/** What an expression sees: the document at hand and the variables (`$$name`). */
export interface Scope {
  root: Doc;
  variables: Doc;
}

export type Evaluate = (scope: Scope) => unknown;
export type Compile = (expression: unknown) => Evaluate;
export type Operator = (argument: unknown, compile: Compile) => Evaluate;
export type Operators = Readonly<Record<string, Operator>>;

/** A scope with further variables. */
export const withVariables = (scope: Scope, variables: Doc): Scope => ({
  root: scope.root,
  variables: { ...scope.variables, ...variables },
});

interface Arity {
  min: number;
  max: number;
}

/** An operator over the values of its arguments, `[a, b]` or a single `a`. */
export function overValues(name: string, arity: Arity, apply: (...values: unknown[]) => unknown): Operator {
  return (argument, compile) => {
    const expressions = isArray(argument) ? argument : [argument];
    const { min, max } = arity;
    if (expressions.length < min || expressions.length > max) {
      const wanted = min === max ? `exactly ${min}` : `at least ${min} and at most ${max}`;
      throw locationError(
        16020,
        `Expression ${name} takes ${wanted} arguments. ${expressions.length} were passed in.`,
      );
    }
    const compiled = expressions.map(compile);
    const [first, second] = compiled;
    if (compiled.length === 1 && first) return (scope) => apply(first(scope));
    if (compiled.length === 2 && first && second) return (scope) => apply(first(scope), second(scope));
    return (scope) => apply(...compiled.map((evaluate) => evaluate(scope)));
  };
}

export const ONE = { min: 1, max: 1 };
export const TWO = { min: 2, max: 2 };
export const THREE = { min: 3, max: 3 };
export const ANY_NUMBER = { min: 0, max: Number.POSITIVE_INFINITY };

/** The arguments of an operator that takes a document such as `{ input, as, in }`, checked by name. */
export function namedArguments(
  name: string,
  argument: unknown,
  required: readonly string[],
  optional: readonly string[],
): Doc {
  if (!isDoc(argument)) throw failedToParse(`${name} only supports an object as its argument`);
  for (const field of Object.keys(argument)) {
    if (!required.includes(field) && !optional.includes(field)) {
      throw failedToParse(`Unrecognized argument to ${name}: ${field}`);
    }
  }
  for (const field of required) {
    if (!(field in argument)) throw failedToParse(`Missing '${field}' parameter to ${name}`);
  }
  return argument;
}

/** An operator over the values of named arguments; an absent one is `undefined`. */
export function overNamedValues(
  name: string,
  required: readonly string[],
  optional: readonly string[],
  apply: (values: Doc) => unknown,
): Operator {
  return (argument, compile) => {
    const compiled = Object.entries(namedArguments(name, argument, required, optional)).map(
      ([field, expression]) => ({ field, evaluate: compile(expression) }),
    );
    return (scope) => {
      const values: Doc = {};
      for (const { field, evaluate } of compiled) values[field] = evaluate(scope);
      return apply(values);
    };
  };
}

/** Accumulators of $group: a value over the documents of one group. */
import { uniqueValues } from "../bson/keys.ts";
import { isNumeric, toCount, toDouble } from "../bson/numbers.ts";
import { parseSort, sortBy } from "../bson/paths.ts";
import { type Doc, isArray, isDoc } from "../bson/values.ts";
import { badValue, failedToParse, locationError } from "../errors.ts";
import { average, deviation, greatest, least, sum } from "./arithmetic.ts";
import { compileExpression, expressionOf } from "./compile.ts";
import { namedArguments } from "./operator.ts";

/** The value of one accumulator over a group's documents, in their order. */
export type Accumulate = (documents: readonly Doc[]) => unknown;
type Accumulator = (argument: unknown, variables: Doc) => Accumulate;

/** Over the values that an expression has in the documents. */
const overGroup =
  (apply: (values: unknown[]) => unknown): Accumulator =>
  (argument, variables) => {
    const evaluate = compileExpression(argument);
    return (documents) => apply(documents.map((root) => evaluate({ root, variables })));
  };

/** `{ n, input }`: the first, last, least or greatest n. */
const several = (name: string, pick: (values: unknown[], n: number) => unknown[]): Accumulator => {
  return (argument, variables) => {
    const parts = namedArguments(name, argument, ["input", "n"], []);
    const n = toCount(expressionOf(parts.n, variables)({}));
    return overGroup((values) => pick(values, n))(parts.input, variables);
  };
};

/** `{ sortBy, output }`: what the first or last document in an order has. */
const atEnd =
  (name: string, end: 0 | -1): Accumulator =>
  (argument, variables) => {
    const parts = namedArguments(name, argument, ["sortBy", "output"], []);
    const order = parseSort(parts.sortBy);
    const output = expressionOf(parts.output, variables);
    return (documents) => {
      const found = sortBy([...documents], order, (document) => document).at(end);
      return found ? (output(found) ?? null) : null;
    };
  };

/** MongoDB's discrete rule, exact for what fits into memory: the ceil(p * n)-th value. */
function percentiles(values: unknown[], probabilities: readonly unknown[]): (number | null)[] {
  const numbers = values
    .filter(isNumeric)
    .map(toDouble)
    .sort((a, b) => a - b);
  return probabilities.map((p) => {
    if (typeof p !== "number" || p < 0 || p > 1) {
      throw badValue("'p' must be an array of numeric values from [0.0, 1.0] range");
    }
    return numbers[Math.max(0, Math.ceil(p * numbers.length) - 1)] ?? null;
  });
}

const percentile: Accumulator = (argument, variables) => {
  const parts = namedArguments("$percentile", argument, ["input", "p", "method"], []);
  const probabilities = expressionOf(parts.p, variables)({});
  if (!isArray(probabilities)) throw failedToParse("The $percentile 'p' field must be an array of numbers");
  return overGroup((values) => percentiles(values, probabilities))(parts.input, variables);
};

const median: Accumulator = (argument, variables) => {
  const parts = namedArguments("$median", argument, ["input", "method"], []);
  return overGroup((values) => percentiles(values, [0.5])[0])(parts.input, variables);
};

const isPresent = (value: unknown): boolean => value !== undefined;

const ACCUMULATORS: Readonly<Record<string, Accumulator>> = {
  $sum: overGroup(sum),
  $avg: overGroup(average),
  $min: overGroup(least),
  $max: overGroup(greatest),
  $stdDevPop: overGroup(deviation("population")),
  $stdDevSamp: overGroup(deviation("sample")),
  $first: overGroup((values) => values[0] ?? null),
  $last: overGroup((values) => values.at(-1) ?? null),
  $push: overGroup((values) => values.filter(isPresent)),
  $addToSet: overGroup((values) => uniqueValues(values.filter(isPresent))),
  $mergeObjects: overGroup((values) => Object.assign({}, ...values.filter(isDoc))),
  $count: () => (documents) => documents.length,
  $firstN: several("$firstN", (values, n) => values.slice(0, n).map((value) => value ?? null)),
  $lastN: several("$lastN", (values, n) => values.slice(-n).map((value) => value ?? null)),
  $top: atEnd("$top", 0),
  $bottom: atEnd("$bottom", -1),
  $percentile: percentile,
  $median: median,
};

/** Compiles `{ $sum: "$total" }`, the definition of one field of a $group. */
export function compileAccumulator(field: string, definition: unknown, variables: Doc): Accumulate {
  const [name, ...others] = isDoc(definition) ? Object.keys(definition) : [];
  if (!isDoc(definition) || name === undefined || others.length > 0) {
    throw locationError(40234, `The field '${field}' must be an accumulator object`);
  }
  const accumulator = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (!accumulator) throw locationError(15952, `unknown group operator '${name}'`);
  return accumulator(definition[name], variables);
}

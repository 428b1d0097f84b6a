/** Text operators. */
import { BSONRegExp } from "bson";
import { isNullish, isRegExp, typeName } from "../bson/values.ts";
import { locationError, mongoError } from "../errors.ts";
import { toRegExp } from "../query/regexp.ts";
import {
  ANY_NUMBER,
  ONE,
  type Operator,
  type Operators,
  overNamedValues,
  overValues,
  THREE,
  TWO,
} from "./operator.ts";

function requireText(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw mongoError("TypeMismatch", `${name} requires a string argument, found: ${typeName(value)}`);
}

function requireWhole(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw mongoError("TypeMismatch", `${name} requires integral arguments, found: ${typeName(value)}`);
}

function concat(...values: unknown[]): string | null {
  if (values.some(isNullish)) return null;
  const odd = values.find((value) => typeof value !== "string");
  if (odd !== undefined) throw locationError(16702, `$concat only supports strings, not ${typeName(odd)}`);
  return values.join("");
}

/** MongoDB's case operators take null for "" and print numbers and dates. */
const changeCase = (name: string, change: (text: string) => string): Operator =>
  overValues(name, ONE, (value) => {
    if (isNullish(value)) return "";
    if (value instanceof Date) return change(value.toISOString());
    return change(typeof value === "number" ? String(value) : requireText(name, value));
  });

function substringByCodePoints(value: unknown, start: unknown, length: unknown): string {
  if (isNullish(value)) return "";
  const points = [...requireText("$substrCP", value)];
  const from = requireWhole("$substrCP", start);
  return points.slice(from, from + requireWhole("$substrCP", length)).join("");
}

function split(value: unknown, separator: unknown): unknown {
  if (isNullish(value) || isNullish(separator)) return null;
  if (separator === "") throw locationError(40087, "$split requires a non-empty separator");
  return requireText("$split", value).split(requireText("$split", separator));
}

const trim = (name: string, sides: { left: boolean; right: boolean }): Operator =>
  overNamedValues(name, ["input"], ["chars"], ({ input, chars }) => {
    if (isNullish(input)) return null;
    const isCut =
      typeof chars === "string" ? (c: string) => chars.includes(c) : (c: string) => /[\s\0]/.test(c);
    const points = [...requireText(name, input)];
    let [from, to] = [0, points.length];
    while (sides.left && from < to && isCut(points[from] ?? "")) from++;
    while (sides.right && to > from && isCut(points[to - 1] ?? "")) to--;
    return points.slice(from, to).join("");
  });

function indexOfCodePoint(value: unknown, sought: unknown): unknown {
  if (isNullish(value)) return null;
  const text = requireText("$indexOfCP", value);
  const at = text.indexOf(requireText("$indexOfCP", sought));
  return at < 0 ? -1 : [...text.slice(0, at)].length;
}

const replace = (name: string, all: boolean): Operator =>
  overNamedValues(name, ["input", "find", "replacement"], [], ({ input, find, replacement }) => {
    if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null;
    const by = requireText(name, replacement);
    const text = requireText(name, input);
    return all
      ? text.replaceAll(requireText(name, find), () => by)
      : text.replace(requireText(name, find), () => by);
  });

const regexMatch = overNamedValues(
  "$regexMatch",
  ["input", "regex"],
  ["options"],
  ({ input, regex, options }) => {
    if (isNullish(input) || isNullish(regex)) return false;
    const flags = typeof options === "string" ? options : undefined;
    const pattern = isRegExp(regex) ? regex : new BSONRegExp(requireText("$regexMatch", regex));
    return toRegExp(pattern, flags).test(requireText("$regexMatch", input));
  },
);

export const strings: Operators = {
  $concat: overValues("$concat", ANY_NUMBER, concat),
  $toLower: changeCase("$toLower", (text) => text.toLowerCase()),
  $toUpper: changeCase("$toUpper", (text) => text.toUpperCase()),
  $strLenCP: overValues("$strLenCP", ONE, (value) => [...requireText("$strLenCP", value)].length),
  $substrCP: overValues("$substrCP", THREE, substringByCodePoints),
  $indexOfCP: overValues("$indexOfCP", TWO, indexOfCodePoint),
  $split: overValues("$split", TWO, split),
  $trim: trim("$trim", { left: true, right: true }),
  $ltrim: trim("$ltrim", { left: true, right: false }),
  $rtrim: trim("$rtrim", { left: false, right: true }),
  $replaceOne: replace("$replaceOne", false),
  $replaceAll: replace("$replaceAll", true),
  $regexMatch: regexMatch,
  $strcasecmp: overValues("$strcasecmp", TWO, (a, b) => {
    const [x, y] = [a, b].map((value) =>
      isNullish(value) ? "" : requireText("$strcasecmp", value).toLowerCase(),
    );
    return x === y ? 0 : (x ?? "") < (y ?? "") ? -1 : 1;
  }),
};

import { type Doc, isArray, isArrayIndex, isDoc, ownField } from "../bson/values.ts";

/** Filled by a filter that matches: which array element it was, for the positional operator `$`. */
export interface MatchPosition {
  index?: number;
}

/** A predicate on a document. */
export type Test = (doc: Doc, position?: MatchPosition) => boolean;

/** A predicate on one value. */
export type ValueTest = (value: unknown) => boolean;

type Visitor = (value: unknown, index: number | undefined) => boolean;

/** Shows every value that a path reaches, with the index in the first array on the way, until one is accepted. */
function visit(
  value: unknown,
  path: readonly string[],
  at: number,
  index: number | undefined,
  accept: Visitor,
): boolean {
  const component = path[at];
  if (component === undefined) return accept(value, index);
  if (!isArray(value)) return visit(ownField(value, component), path, at + 1, index, accept);
  const isPosition = isArrayIndex(component) && Number(component) < value.length;
  if (isPosition && visit(value[Number(component)], path, at + 1, index, accept)) return true;
  return value.some((element, i) => isDoc(element) && visit(element, path, at, index ?? i, accept));
}

/** A predicate that holds if it holds for a value at a path; of an array also if it holds for one element. */
export function anyAt(name: string, holds: ValueTest): Test {
  return reaching(name, (value, index, position) => {
    const element = isArray(value) ? value.findIndex(holds) : -1;
    if (element >= 0) return accepted(index ?? element, position);
    return holds(value) && accepted(index, position);
  });
}

/** A predicate on what is at a path, arrays as a whole. */
export function wholeAt(name: string, holds: ValueTest): Test {
  return reaching(name, (value, index, position) => holds(value) && accepted(index, position));
}

/** A predicate that finds an element of the array at a path, and gives its index. */
export function elementAt(name: string, holds: ValueTest): Test {
  return reaching(name, (value, index, position) => {
    const element = isArray(value) ? value.findIndex(holds) : -1;
    return element >= 0 && accepted(index ?? element, position);
  });
}

type Accept = (value: unknown, index: number | undefined, position: MatchPosition | undefined) => boolean;

function reaching(name: string, accept: Accept): Test {
  const path = name.split(".");
  if (path.length === 1) return (doc, position) => accept(ownField(doc, name), undefined, position);
  return (doc, position) => visit(doc, path, 0, undefined, (value, index) => accept(value, index, position));
}

function accepted(index: number | undefined, position: MatchPosition | undefined): true {
  if (position && index !== undefined) position.index = index;
  return true;
}

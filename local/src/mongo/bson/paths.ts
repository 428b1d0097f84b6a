/** Dotted paths as indexes and sorts read them: arrays on the way and at the end fan out. */
import { locationError, unsupported } from "../errors.ts";
import { compareKeys, invertKey, keyOf } from "./keys.ts";
import { isArray, isArrayIndex, isDoc, ownField } from "./values.ts";

export interface Reach {
  values: unknown[];
  /** Whether the path met an array: an index over it is "multikey". */
  throughArray: boolean;
}

/** All values that a path reaches; a missing one is `undefined`, as is an empty array. */
export function reach(doc: unknown, path: readonly string[]): Reach {
  const result: Reach = { values: [], throughArray: false };
  collect(doc, path, 0, result);
  return result;
}

function collect(value: unknown, path: readonly string[], at: number, out: Reach): void {
  const component = path[at];
  if (component === undefined) {
    if (!isArray(value)) out.values.push(value);
    else {
      out.throughArray = true;
      out.values.push(...(value.length === 0 ? [undefined] : value));
    }
  } else if (isArray(value)) collectFromArray(value, component, path, at, out);
  else collect(ownField(value, component), path, at + 1, out);
}

function collectFromArray(
  array: unknown[],
  component: string,
  path: readonly string[],
  at: number,
  out: Reach,
): void {
  out.throughArray = true;
  const isPosition = isArrayIndex(component) && Number(component) < array.length;
  if (isPosition) collect(array[Number(component)], path, at + 1, out);
  const documents = array.filter(
    (element) => isDoc(element) && (!isPosition || Object.hasOwn(element, component)),
  );
  if (documents.length === 0 && !isPosition) out.values.push(undefined);
  for (const document of documents) collect(document, path, at, out);
}

export type Direction = 1 | -1;
export interface SortField {
  path: readonly string[];
  name: string;
  direction: Direction;
}

/** Parses `{ field: 1 | -1 }`; MongoDB's error for anything else. */
export function parseSort(spec: unknown): SortField[] {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw locationError(15973, "the $sort key specification must be an object");
  return Object.entries(spec).map(([name, direction]) => {
    if (isDoc(direction)) throw unsupported("a sort by $meta");
    if (name === "$natural") throw unsupported("a $natural sort");
    const sign = Number(direction);
    if (sign !== 1 && sign !== -1) {
      throw locationError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    }
    return { name, path: name.split("."), direction: sign };
  });
}

/** The sort key of a document: ascending takes an array's least element, descending its greatest. */
export function sortKey(doc: unknown, fields: readonly SortField[]): string {
  let key = "";
  for (const { path, direction } of fields) {
    const keys = reach(doc, path).values.map((value) =>
      direction > 0 ? keyOf(value) : invertKey(keyOf(value)),
    );
    key += keys.reduce((least, other) => (other < least ? other : least));
  }
  return key;
}

/** Sorts stably by the documents that `docOf` finds in the items. */
export function sortBy<T>(items: T[], fields: readonly SortField[], docOf: (item: T) => unknown): T[] {
  if (fields.length === 0) return items;
  return items
    .map((item) => ({ item, key: sortKey(docOf(item), fields) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item);
}

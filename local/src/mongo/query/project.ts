/** find() projections and $project: inclusion, exclusion, computed fields, $slice, $elemMatch and `field.$`. */

import { isNumeric, isTruthy, toCount } from "../bson/numbers.ts";
import { type Doc, isArray, isDoc, ownField, setField } from "../bson/values.ts";
import { locationError, unsupported } from "../errors.ts";
import { expressionOf } from "../expression/compile.ts";
import { compileFilter, isOperators } from "./match.ts";
import type { MatchPosition } from "./visit.ts";

export type Projection = (doc: Doc) => Doc;

type Mode = "inclusion" | "exclusion";
/** A field of the result: kept (or dropped) as it is, or computed from the document. */
type Leaf = { kind: "plain" } | { kind: "computed"; compute: (root: Doc) => unknown };
interface Branch {
  kind: "branch";
  children: Map<string, Branch | Leaf>;
}

const newBranch = (): Branch => ({ kind: "branch", children: new Map() });

/** A change to the finished result, for the operators that find() has and $project has not. */
type Finish = (result: Doc, source: Doc) => Doc;

interface Draft {
  tree: Branch;
  mode: Mode | undefined;
  includesId: boolean | undefined;
  finishes: Finish[];
}

interface Options {
  /** A find() projection knows `field.$`, $slice and $elemMatch; `field.$` needs the filter. */
  find?: { filter: Doc };
  variables?: Doc;
}

/** Compiles a projection document. Throws MongoDB's errors for contradictory ones. */
export function compileProjection(spec: Doc, options: Options = {}): Projection {
  const draft: Draft = { tree: newBranch(), mode: undefined, includesId: undefined, finishes: [] };
  addFields(draft, spec, "", options);
  const isInclusion = draft.mode === "inclusion" || (draft.mode === undefined && draft.includesId === true);
  const { children } = draft.tree;
  const namesId = isInclusion ? draft.includesId !== false : draft.includesId === false;
  if (namesId && !children.has("_id")) children.set("_id", { kind: "plain" });
  return (doc) => {
    const result = isInclusion ? include(doc, draft.tree, doc) : exclude(doc, draft.tree);
    return draft.finishes.reduce((value, finish) => finish(value, doc), isDoc(result) ? result : {});
  };
}

function addFields(draft: Draft, spec: Doc, prefix: string, options: Options): void {
  for (const [key, value] of Object.entries(spec)) {
    const path = prefix + key;
    if (path.startsWith("$")) {
      throw locationError(
        16410,
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      );
    }
    if (options.find && path.endsWith(".$")) addPositional(draft, path.slice(0, -2), options.find.filter);
    else if (typeof value === "boolean" || isNumeric(value)) addFlag(draft, path, isTruthy(value));
    else if (isDoc(value) && !isOperators(value)) addNested(draft, value, path, options);
    else if (!(options.find && isDoc(value) && addFindOperator(draft, path, value))) {
      if (path !== "_id") setMode(draft, "inclusion", path);
      const compute = expressionOf(value, options.variables);
      place(draft.tree, path, { kind: "computed", compute });
    }
  }
}

function addFlag(draft: Draft, path: string, isIncluded: boolean): void {
  if (path === "_id") {
    draft.includesId = isIncluded;
    return;
  }
  setMode(draft, isIncluded ? "inclusion" : "exclusion", path);
  place(draft.tree, path, { kind: "plain" });
}

function addNested(draft: Draft, spec: Doc, path: string, options: Options): void {
  if (Object.keys(spec).length === 0) {
    throw locationError(51270, "An empty sub-projection is not a valid value. Found empty object at path");
  }
  addFields(draft, spec, `${path}.`, options);
}

/** `"items.$": 1` keeps the one element that the filter matched. */
function addPositional(draft: Draft, path: string, filter: Doc): void {
  setMode(draft, "inclusion", path);
  place(draft.tree, path, { kind: "plain" });
  const test = compileFilter(filter);
  draft.finishes.push((result, source) => {
    const position: MatchPosition = {};
    test(source, position);
    const { index } = position;
    if (index === undefined) {
      throw locationError(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    }
    return changeAt(result, path.split("."), (value) =>
      isArray(value) ? value.slice(index, index + 1) : value,
    );
  });
}

/** Adds a $slice or an $elemMatch of find(); answers whether it was one. */
function addFindOperator(draft: Draft, path: string, value: Doc): boolean {
  if ("$meta" in value) throw unsupported("a $meta projection");
  if ("$elemMatch" in value) {
    setMode(draft, "inclusion", path);
    addElemMatch(draft, path, value.$elemMatch);
    return true;
  }
  const [from, count] = isArray(value.$slice) ? value.$slice : [value.$slice];
  if (!isNumeric(from)) return false;
  if (draft.mode === "inclusion") place(draft.tree, path, { kind: "plain" });
  const slice = sliceOf(toCount(from), count === undefined ? undefined : toCount(count));
  draft.finishes.push((result) => changeAt(result, path.split("."), slice));
  return true;
}

function addElemMatch(draft: Draft, path: string, condition: unknown): void {
  const test = compileFilter({ list: { $elemMatch: condition } });
  place(draft.tree, path, {
    kind: "computed",
    compute: (root) => {
      const position: MatchPosition = {};
      const list = ownField(root, path);
      if (!isArray(list) || !test({ list }, position) || position.index === undefined) return undefined;
      return [list[position.index]];
    },
  });
}

function sliceOf(from: number, count: number | undefined): (value: unknown) => unknown {
  return (value) => {
    if (!isArray(value)) return value;
    if (count === undefined) return from >= 0 ? value.slice(0, from) : value.slice(from);
    const start = from < 0 ? Math.max(0, value.length + from) : from;
    return value.slice(start, start + count);
  };
}

function setMode(draft: Draft, mode: Mode, path: string): void {
  if (draft.mode !== undefined && draft.mode !== mode) {
    const code = mode === "inclusion" ? 31253 : 31254;
    throw locationError(code, `Cannot do ${mode} on field ${path} in ${draft.mode} projection`);
  }
  draft.mode = mode;
}

function place(tree: Branch, path: string, leaf: Leaf): void {
  const components = path.split(".");
  const last = components.pop() ?? "";
  let branch = tree;
  for (const component of components) {
    const child = branch.children.get(component) ?? newBranch();
    if (child.kind !== "branch") throw locationError(31249, `Path collision at ${path}`);
    branch.children.set(component, child);
    branch = child;
  }
  if (branch.children.has(last)) throw locationError(31250, `Path collision at ${path}`);
  branch.children.set(last, leaf);
}

function include(value: unknown, branch: Branch, root: Doc): unknown {
  if (isArray(value)) {
    return value
      .filter((element) => isDoc(element) || isArray(element))
      .map((element) => include(element, branch, root));
  }
  if (!isDoc(value)) return undefined;
  const result: Doc = {};
  for (const [field, inner] of Object.entries(value)) {
    const child = branch.children.get(field);
    if (!child || child.kind === "computed") continue;
    const kept = child.kind === "branch" ? include(inner, child, root) : inner;
    if (kept !== undefined) setField(result, field, kept);
  }
  addComputed(result, value, branch, root);
  return result;
}

/** Computed fields come after the included ones, in the order of the specification. */
function addComputed(result: Doc, value: Doc, branch: Branch, root: Doc): void {
  for (const [field, child] of branch.children) {
    if (child.kind === "computed") {
      const computed = child.compute(root);
      if (computed !== undefined) setField(result, field, computed);
    } else if (child.kind === "branch" && !(field in value)) {
      const inner: Doc = {};
      addComputed(inner, {}, child, root);
      if (Object.keys(inner).length > 0) setField(result, field, inner);
    }
  }
}

function exclude(value: unknown, branch: Branch): unknown {
  if (isArray(value)) return value.map((element) => exclude(element, branch));
  if (!isDoc(value)) return value;
  const result: Doc = {};
  for (const [field, inner] of Object.entries(value)) {
    const child = branch.children.get(field);
    if (!child) setField(result, field, inner);
    else if (child.kind === "branch") setField(result, field, exclude(inner, child));
  }
  return result;
}

/** A copy of a document with the value at a path changed, in every element of arrays on the way. */
function changeAt(doc: Doc, path: readonly string[], change: (value: unknown) => unknown): Doc {
  const [component = "", ...rest] = path;
  if (!Object.hasOwn(doc, component)) return doc;
  const value = doc[component];
  const step = (inner: unknown): unknown => (isDoc(inner) ? changeAt(inner, rest, change) : inner);
  const changed = rest.length === 0 ? change(value) : isArray(value) ? value.map(step) : step(value);
  return { ...doc, [component]: changed };
}

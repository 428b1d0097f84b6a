/** Walks an update's path through a (copied) document and applies the operator at its end. */
import { type Doc, isArray, isArrayIndex, isDoc, ownField, setField, show } from "../bson/values.ts";
import { badValue, mongoError } from "../errors.ts";
import type { Test } from "../query/visit.ts";

/** What an operator makes of the value at the end of its path: the next value, or nothing to do, or removal. */
export type Outcome = { kind: "set"; value: unknown } | { kind: "keep" } | { kind: "remove" };

export const KEEP: Outcome = { kind: "keep" };
export const REMOVE: Outcome = { kind: "remove" };
export const setTo = (value: unknown): Outcome => ({ kind: "set", value });

/** One field of an update. */
export interface Step {
  name: string;
  path: readonly string[];
  /** `id` is the document's, for error messages. */
  change(current: unknown, id: unknown): Outcome;
  /** Whether the operator only takes away: then a missing path is no error, and is not created. */
  removes: boolean;
  onlyOnInsert: boolean;
}

interface WalkContext {
  matchedIndex: number | undefined;
  filters: ReadonlyMap<string, Test>;
  id: unknown;
}

/** More nulls than this MongoDB does not put before a new array element. */
const MAX_BACKFILL = 1_500_000;

type Container = Doc | unknown[];
const isContainer = (value: unknown): value is Container => isDoc(value) || isArray(value);

/** Applies a step to a document that may be changed in place; answers whether it changed anything. */
export function applyStep(doc: Doc, step: Step, context: WalkContext): boolean {
  return walk(doc, step, 0, context);
}

function walk(container: Container, step: Step, at: number, context: WalkContext): boolean {
  const component = step.path[at] ?? "";
  if (component === "$") {
    if (context.matchedIndex === undefined) {
      throw badValue("The positional operator did not find the match needed from the query.");
    }
    return enter(container, String(context.matchedIndex), step, at, context);
  }
  if (!component.startsWith("$[")) return enter(container, component, step, at, context);
  if (!isArray(container)) {
    throw badValue(
      `Cannot apply array updates to non-array element ${step.path[at - 1]}: ${show(container)}`,
    );
  }
  return enterElements(container, component.slice(2, -1), step, at, context);
}

/** `$[]` stands for every element, `$[name]` for those that the array filter accepts. */
function enterElements(
  array: unknown[],
  identifier: string,
  step: Step,
  at: number,
  context: WalkContext,
): boolean {
  const test = context.filters.get(identifier);
  let hasChanged = false;
  array.forEach((element, i) => {
    if (test && !test({ [identifier]: element })) return;
    if (enter(array, String(i), step, at, context)) hasChanged = true;
  });
  return hasChanged;
}

function enter(
  container: Container,
  component: string,
  step: Step,
  at: number,
  context: WalkContext,
): boolean {
  if (isArray(container) && !isArrayIndex(component)) {
    if (step.removes) return false;
    throw notViable(component, step.path[at - 1] ?? "", container);
  }
  const current = isArray(container) ? container[Number(component)] : ownField(container, component);
  if (at === step.path.length - 1) return change(container, component, current, step, context);
  if (isContainer(current)) return walk(current, step, at + 1, context);
  if (step.removes) return false;
  if (current !== undefined) throw notViable(step.path[at + 1] ?? "", component, current);
  return create(container, component, step, at, context);
}

const notViable = (field: string, parent: string, value: unknown) =>
  mongoError("PathNotViable", `Cannot create field '${field}' in element {${parent}: ${show(value)}}`);

/** Creates a missing parent, only once its child is set: a failing update leaves nothing behind. */
function create(
  container: Container,
  component: string,
  step: Step,
  at: number,
  context: WalkContext,
): boolean {
  const next = step.path[at + 1] ?? "";
  if (next === "$" || next.startsWith("$[")) {
    const path = step.path.slice(0, at + 1).join(".");
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  }
  const made: Doc = {};
  const hasChanged = walk(made, step, at + 1, context);
  if (hasChanged) put(container, component, made);
  return hasChanged;
}

function change(
  container: Container,
  component: string,
  current: unknown,
  step: Step,
  context: WalkContext,
): boolean {
  const outcome = step.change(current, context.id);
  switch (outcome.kind) {
    case "keep":
      return false;
    case "remove":
      if (isArray(container)) container[Number(component)] = null;
      else delete container[component];
      return true;
    case "set":
      put(container, component, outcome.value);
      return true;
  }
}

function put(container: Container, component: string, value: unknown): void {
  if (!isArray(container)) {
    setField(container, component, value);
    return;
  }
  const index = Number(component);
  if (index > container.length + MAX_BACKFILL)
    throw badValue(`can't backfill more than ${MAX_BACKFILL} elements`);
  while (container.length < index) container.push(null);
  container[index] = value;
}

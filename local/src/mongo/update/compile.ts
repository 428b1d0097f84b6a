/** Compiles updates: operators, a pipeline, or a replacement. */
import { keyOf, sameValue } from "../bson/keys.ts";
import { cloneDoc, type Doc, isArray, isArrayIndex, isDoc, show, typeName } from "../bson/values.ts";
import { badValue, failedToParse, mongoError } from "../errors.ts";
import { requirePipeline, runUpdatePipeline } from "../pipeline/stages.ts";
import { compileFilter } from "../query/match.ts";
import type { Test } from "../query/visit.ts";
import { compileOperator, isUpdateOperator } from "./operators.ts";
import { applyStep, type Step } from "./walk.ts";

export interface Update {
  /** Whether the update is a whole new document. */
  isReplacement: boolean;
  /**
   * The updated document, or the very same object when nothing changed. `matchedIndex` is what the positional
   * operator `$` stands for; `isInsert` lets $setOnInsert act.
   */
  apply(doc: Doc, matchedIndex: number | undefined, isInsert: boolean): Doc;
}

interface Options {
  arrayFilters?: unknown;
  variables?: Doc;
  isMulti?: boolean;
}

export function compileUpdate(update: unknown, options: Options = {}): Update {
  if (isArray(update)) return pipelineUpdate(update, options.variables ?? {});
  if (!isDoc(update)) throw failedToParse("Update argument must be either an object or an array");
  const [first] = Object.keys(update);
  return first?.startsWith("$") ? operatorUpdate(update, options) : replacement(update, options);
}

function pipelineUpdate(update: unknown[], variables: Doc): Update {
  const pipeline = requirePipeline(update);
  return {
    isReplacement: false,
    apply(doc) {
      const next = runUpdatePipeline(pipeline, doc, variables);
      const whole = "_id" in next || !("_id" in doc) ? next : { _id: doc._id, ...next };
      requireSameId(doc, whole);
      return keyOf(whole) === keyOf(doc) ? doc : whole;
    },
  };
}

function replacement(update: Doc, { arrayFilters, isMulti = false }: Options): Update {
  const dollar = Object.keys(update).find((field) => field.startsWith("$"));
  if (dollar) {
    const message = `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`;
    throw mongoError("DollarPrefixedFieldName", message);
  }
  if (isMulti) throw failedToParse("multi update is not supported for replacement-style update");
  if (isArray(arrayFilters) && arrayFilters.length > 0) {
    throw failedToParse("arrayFilters may not be specified for a replacement-style update");
  }
  return {
    isReplacement: true,
    apply(doc) {
      const { _id: newId, ...fields } = update;
      const id = "_id" in doc ? doc._id : newId;
      const next = id === undefined ? fields : { _id: id, ...fields };
      if (newId !== undefined && "_id" in doc) requireSameId(doc, update);
      return keyOf(next) === keyOf(doc) ? doc : next;
    },
  };
}

function requireSameId(before: Doc, after: Doc): void {
  if (!("_id" in before) || sameValue(before._id, after._id)) return;
  const message = `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(after._id)}`;
  throw mongoError("ImmutableField", message);
}

function operatorUpdate(update: Doc, { arrayFilters }: Options): Update {
  const steps = Object.entries(update).flatMap(([operator, fields]) => compileSteps(operator, fields));
  // MongoDB applies the fields in path order, whichever operator names them.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  requireNoConflicts(steps);
  const filters = compileArrayFilters(isArray(arrayFilters) ? arrayFilters : [], steps);
  return {
    isReplacement: false,
    apply(doc, matchedIndex, isInsert) {
      const next = cloneDoc(doc);
      let hasChanged = false;
      for (const step of steps) {
        if (step.onlyOnInsert && !isInsert) continue;
        if (applyStep(next, step, { matchedIndex, filters, id: doc._id })) hasChanged = true;
      }
      if (!hasChanged) return doc;
      requireSameId(doc, next);
      return next;
    },
  };
}

function compileSteps(operator: string, fields: unknown): Step[] {
  if (!isUpdateOperator(operator)) {
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!isDoc(fields)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}}`,
    );
  }
  return Object.entries(fields).map(([name, argument]) => {
    const path = name.split(".");
    if (path.includes("")) {
      throw mongoError(
        "EmptyFieldName",
        `The update path '${name}' contains an empty field name, which is not allowed.`,
      );
    }
    if (path[0] === "$" || path[0]?.startsWith("$[")) {
      throw badValue(
        `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${name}'`,
      );
    }
    return { name, path, ...compileOperator(operator, name, argument) };
  });
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((component, i) => component !== b[i]);
  const [x, y] = [a[at], b[at]];
  if (x === undefined || y === undefined) return a.length - b.length;
  if (isArrayIndex(x) && isArrayIndex(y)) return Number(x) - Number(y);
  return x < y ? -1 : 1;
}

function requireNoConflicts(steps: readonly Step[]): void {
  steps.forEach((later, i) => {
    const earlier = steps
      .slice(0, i)
      .find(({ path }) => path.every((component, n) => later.path[n] === component));
    if (!earlier) return;
    const message = `Updating the path '${later.name}' would create a conflict at '${earlier.name}'`;
    throw mongoError("ConflictingUpdateOperators", message);
  });
}

/** `[{ "item.qty": 5 }]` gives `$[item]` its meaning. */
function compileArrayFilters(filters: readonly unknown[], steps: readonly Step[]): Map<string, Test> {
  const tests = new Map<string, Test>();
  for (const filter of filters) {
    const identifier = isDoc(filter) ? identifierOf(filter) : undefined;
    if (!isDoc(filter) || identifier === undefined) {
      throw failedToParse("Cannot use an expression without a top-level field name in arrayFilters");
    }
    if (tests.has(identifier)) {
      throw failedToParse(`Found multiple array filters with the same top-level field name ${identifier}`);
    }
    tests.set(identifier, compileFilter(filter));
  }
  const used = new Set<string>();
  for (const { name, path } of steps) {
    for (const component of path) {
      const identifier = /^\$\[(.+)\]$/.exec(component)?.[1];
      if (identifier === undefined) continue;
      if (!tests.has(identifier))
        throw badValue(`No array filter found for identifier '${identifier}' in path '${name}'`);
      used.add(identifier);
    }
  }
  const unused = [...tests.keys()].find((identifier) => !used.has(identifier));
  if (unused) throw failedToParse(`The array filter for identifier '${unused}' was not used in the update`);
  return tests;
}

function identifierOf(filter: Doc): string | undefined {
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith("$")) return key.split(".")[0];
    const nested = isArray(value) ? value.filter(isDoc).map(identifierOf) : [];
    const found = nested.find((identifier) => identifier !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Aggregation pipelines over documents in memory. Stages never change their input: it is the store's own. */
import { isNumeric, toCount } from "../bson/numbers.ts";
import { parseSort, sortBy } from "../bson/paths.ts";
import { type Doc, isArray, isDoc, show } from "../bson/values.ts";
import { failedToParse, locationError, mongoError, unsupported } from "../errors.ts";
import { expressionOf } from "../expression/compile.ts";
import { compileFilter } from "../query/match.ts";
import { compileProjection } from "../query/project.ts";
import { bucket, group } from "./group.ts";
import { lookup, runOver, type StageContext } from "./lookup.ts";
import { addFields, unset, unwind } from "./reshape.ts";

type Stage = (argument: unknown, documents: Doc[], context: StageContext) => Doc[];

const identity = (doc: Doc): Doc => doc;

function requireDoc(name: string, argument: unknown): Doc {
  if (isDoc(argument)) return argument;
  throw failedToParse(`${name} specification must be an object`);
}

function requireCount(name: string, argument: unknown, least: 0 | 1): number {
  const count = isNumeric(argument) ? toCount(argument) : Number.NaN;
  if (Number.isInteger(count) && count >= least) return count;
  if (count === 0) throw locationError(15958, "the limit must be positive");
  throw locationError(
    5107201,
    `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${show(argument)}`,
  );
}

const match: Stage = (argument, documents, { variables }) => {
  const test = compileFilter(requireDoc("$match", argument), variables);
  return documents.filter((doc) => test(doc));
};

const project: Stage = (argument, documents, { variables }) => {
  const spec = requireDoc("$project", argument);
  if (Object.keys(spec).length === 0) {
    throw locationError(
      51272,
      "Invalid $project :: caused by :: projection specification must have at least one field",
    );
  }
  return documents.map(compileProjection(spec, { variables }));
};

const replaceBy =
  (newRootOf: (argument: unknown) => unknown): Stage =>
  (argument, documents, { variables }) => {
    const evaluate = expressionOf(newRootOf(argument), variables);
    return documents.map((doc) => {
      const root = evaluate(doc);
      if (isDoc(root)) return root;
      throw locationError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was: ${show(root)}`,
      );
    });
  };

const facet: Stage = (argument, documents, context) => [
  Object.fromEntries(
    Object.entries(requireDoc("$facet", argument)).map(([name, pipeline]) => [
      name,
      runPipeline(requirePipeline(pipeline), documents, context),
    ]),
  ),
];

const sortByCount: Stage = (argument, documents, context) => {
  const counted = group({ _id: argument, count: { $sum: 1 } }, documents, context.variables);
  return sortBy(counted, parseSort({ count: -1 }), identity);
};

const unionWith: Stage = (argument, documents, context) => {
  const spec = typeof argument === "string" ? { coll: argument } : requireDoc("$unionWith", argument);
  const pipeline = requirePipeline(spec.pipeline ?? []);
  return documents.concat(runOver(String(spec.coll), pipeline, context));
};

const sample: Stage = (argument, documents) => {
  const size = requireCount("$sample", requireDoc("$sample", argument).size, 0);
  const keyed = documents.map((doc) => ({ doc, order: Math.random() })).sort((a, b) => a.order - b.order);
  return keyed.slice(0, size).map(({ doc }) => doc);
};

const refuse =
  (name: string): Stage =>
  () => {
    throw unsupported(`the aggregation stage ${name}`);
  };

/** Stages of MongoDB that are known and not offered here. */
const REFUSED = [
  "$out",
  "$merge",
  "$changeStream",
  "$geoNear",
  "$search",
  "$searchMeta",
  "$vectorSearch",
  "$graphLookup",
  "$setWindowFields",
  "$densify",
  "$fill",
  "$redact",
  "$bucketAuto",
  "$collStats",
  "$indexStats",
  "$documents",
];

const STAGES: Readonly<Record<string, Stage>> = {
  $match: match,
  $project: project,
  $addFields: (argument, documents, { variables }) =>
    addFields(requireDoc("$addFields", argument), documents, variables),
  $set: (argument, documents, { variables }) => addFields(requireDoc("$set", argument), documents, variables),
  $unset: (argument, documents) => unset(argument, documents),
  $group: (argument, documents, { variables }) => group(requireDoc("$group", argument), documents, variables),
  $bucket: (argument, documents, { variables }) =>
    bucket(requireDoc("$bucket", argument), documents, variables),
  $sort: (argument, documents) => sortBy(documents, parseSort(argument), identity),
  $limit: (argument, documents) => documents.slice(0, requireCount("$limit", argument, 1)),
  $skip: (argument, documents) => documents.slice(requireCount("$skip", argument, 0)),
  $count: (argument, documents) => (documents.length > 0 ? [{ [String(argument)]: documents.length }] : []),
  $unwind: (argument, documents) => unwind(argument, documents),
  $lookup: (argument, documents, context) => lookup(requireDoc("$lookup", argument), documents, context),
  $facet: facet,
  $replaceRoot: replaceBy((argument) => requireDoc("$replaceRoot", argument).newRoot),
  $replaceWith: replaceBy((argument) => argument),
  $sortByCount: sortByCount,
  $unionWith: unionWith,
  $sample: sample,
  ...Object.fromEntries(REFUSED.map((name) => [name, refuse(name)])),
};

/** A list of stages; MongoDB's error for anything else. */
export function requirePipeline(pipeline: unknown): Doc[] {
  if (!isArray(pipeline)) throw mongoError("TypeMismatch", "'pipeline' option must be specified as an array");
  return pipeline.map((stage) => {
    if (isDoc(stage) && Object.keys(stage).length === 1) return stage;
    throw locationError(40323, "A pipeline stage specification object must contain exactly one field.");
  });
}

export function stageName(stage: Doc): string {
  return Object.keys(stage)[0] ?? "";
}

/** Runs a pipeline. An unknown stage is refused even when no document reaches it. */
export function runPipeline(pipeline: readonly Doc[], documents: Doc[], context: StageContext): Doc[] {
  const stages = pipeline.map((spec) => {
    const name = stageName(spec);
    const stage = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
    if (!stage) throw locationError(40324, `Unrecognized pipeline stage name: '${name}'`);
    return { stage, argument: spec[name] };
  });
  return stages.reduce((input, { stage, argument }) => stage(argument, input, context), documents);
}

/** What an update given as a pipeline may use. */
const UPDATE_STAGES = new Set(["$set", "$addFields", "$unset", "$project", "$replaceRoot", "$replaceWith"]);

/** Applies an update given as a pipeline to one document. */
export function runUpdatePipeline(pipeline: readonly Doc[], doc: Doc, variables: Doc): Doc {
  const odd = pipeline.map(stageName).find((name) => !UPDATE_STAGES.has(name));
  if (odd) throw mongoError("InvalidOptions", `${odd} is not allowed to be used within an update`);
  const context: StageContext = { variables, find: () => [], run: runPipeline };
  return runPipeline(pipeline, [doc], context)[0] ?? doc;
}

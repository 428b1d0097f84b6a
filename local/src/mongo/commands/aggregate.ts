import { isNumeric, toDouble } from "../bson/numbers.ts";
import { parseSort, type SortField } from "../bson/paths.ts";
import { type Doc, isDoc } from "../bson/values.ts";
import { failedToParse, unsupported } from "../errors.ts";
import type { StageContext } from "../pipeline/lookup.ts";
import { requirePipeline, runPipeline } from "../pipeline/stages.ts";
import { findVersions } from "../store/reading.ts";
import {
  type CommandContext,
  type Commands,
  collectionOf,
  namespaceOf,
  type Reply,
  refuseOptions,
  variablesOf,
} from "./command.ts";
import { batchSizeOf, rowsOfDocs } from "./cursors.ts";

/** The beginning of a pipeline that the store can do itself, by an index. */
interface Head {
  filter: Doc;
  sort: SortField[];
  limit: number;
  rest: Doc[];
}

function splitHead(pipeline: readonly Doc[]): Head {
  const rest = [...pipeline];
  const filters: Doc[] = [];
  for (let filter = rest[0]?.$match; isDoc(filter); filter = rest[0]?.$match) {
    filters.push(filter);
    rest.shift();
  }
  const [only = {}] = filters;
  const head: Head = { filter: filters.length > 1 ? { $and: filters } : only, sort: [], limit: 0, rest };
  if (rest[0]?.$sort === undefined) return head;
  head.sort = parseSort(rest.shift()?.$sort);
  const limit = rest[0]?.$limit;
  if (isNumeric(limit) && toDouble(limit) > 0) {
    head.limit = toDouble(limit);
    rest.shift();
  }
  return head;
}

function aggregate(request: Doc, context: CommandContext): Reply {
  refuseOptions(request, "explain");
  const pipeline = requirePipeline(request.pipeline);
  if (!isDoc(request.cursor)) {
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  }
  if (typeof request.aggregate !== "string") throw unsupported("an aggregation over no collection");
  const { store, transaction, database, cursors } = context;
  const variables = variablesOf(request);
  const { filter, sort, limit, rest } = splitHead(pipeline);
  const options = { sort, limit, variables, hint: request.hint };
  const versions = findVersions(collectionOf(request, context), filter, options, transaction);
  const stageContext: StageContext = {
    variables,
    run: runPipeline,
    find: (name, inner, scope) =>
      findVersions(
        store.collections.get(`${database}.${name}`),
        inner,
        { variables: scope },
        transaction,
      ).map(({ doc }) => doc),
  };
  const documents = runPipeline(
    rest,
    versions.map(({ doc }) => doc),
    stageContext,
  );
  return cursors.open(namespaceOf(request, context), rowsOfDocs(documents), {
    batchSize: batchSizeOf(request),
  });
}

export const aggregateCommands: Commands = {
  aggregate: { run: aggregate, isAllowedInTransaction: true },
};

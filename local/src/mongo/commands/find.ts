/** Reading commands: find, count, distinct. */
import { serialize } from "bson";
import { compareKeys, keyOf, uniqueValues } from "../bson/keys.ts";
import { toCount } from "../bson/numbers.ts";
import { parseSort, reach } from "../bson/paths.ts";
import type { Doc } from "../bson/values.ts";
import { compileProjection } from "../query/project.ts";
import { findVersions } from "../store/reading.ts";
import {
  type CommandContext,
  type Commands,
  collectionOf,
  countArgument,
  docArgument,
  namespaceOf,
  type Reply,
  refuseOptions,
  variablesOf,
} from "./command.ts";

function find(request: Doc, context: CommandContext): Reply {
  refuseOptions(request, "tailable", "min", "max", "returnKey", "showRecordId");
  const filter = docArgument(request, "filter");
  const variables = variablesOf(request);
  const options = {
    sort: parseSort(request.sort),
    skip: countArgument(request, "skip"),
    limit: countArgument(request, "limit"),
    hint: request.hint,
    variables,
  };
  const versions = findVersions(collectionOf(request, context), filter, options, context.transaction);
  const fields = docArgument(request, "projection");
  const isProjected = Object.keys(fields).length > 0;
  const project = isProjected ? compileProjection(fields, { find: { filter }, variables }) : undefined;
  const rows = {
    length: versions.length,
    at(index: number): Uint8Array {
      const version = versions[index];
      if (!version) throw new RangeError(`no row ${index}`);
      return project ? serialize(project(version.doc), { ignoreUndefined: true }) : version.raw;
    },
  };
  return context.cursors.open(namespaceOf(request, context), rows, {
    batchSize: request.batchSize,
    isSingleBatch: request.singleBatch === true,
  });
}

function count(request: Doc, context: CommandContext): Reply {
  refuseOptions(request);
  const options = {
    skip: countArgument(request, "skip"),
    limit: Math.abs(toCount(request.limit ?? 0)),
    hint: request.hint,
  };
  const found = findVersions(
    collectionOf(request, context),
    docArgument(request, "query"),
    options,
    context.transaction,
  );
  return { n: found.length, ok: 1 };
}

function distinct(request: Doc, context: CommandContext): Reply {
  refuseOptions(request);
  const path = String(request.key).split(".");
  const found = findVersions(
    collectionOf(request, context),
    docArgument(request, "query"),
    {},
    context.transaction,
  );
  const values = uniqueValues(
    found.flatMap(({ doc }) => reach(doc, path).values.filter((value) => value !== undefined)),
  );
  return { values: values.sort((a, b) => compareKeys(keyOf(a), keyOf(b))), ok: 1 };
}

export const findCommands: Commands = {
  find: { run: find, isAllowedInTransaction: true },
  count: { run: count },
  distinct: { run: distinct, isAllowedInTransaction: true },
};

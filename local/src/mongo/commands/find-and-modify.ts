import { isTruthy } from "../bson/numbers.ts";
import { parseSort } from "../bson/paths.ts";
import type { Doc } from "../bson/values.ts";
import { failedToParse } from "../errors.ts";
import { compileProjection, type Projection } from "../query/project.ts";
import { type FindOptions, findVersions } from "../store/reading.ts";
import { whenUnlocked } from "../store/transaction.ts";
import { deleteDocument } from "../store/writing.ts";
import { compileUpdate } from "../update/compile.ts";
import {
  type Command,
  type CommandContext,
  type Commands,
  collectionOf,
  docArgument,
  namespaceOf,
  type Reply,
  refuseOptions,
  variablesOf,
} from "./command.ts";
import { updateFirst } from "./update.ts";

/** Changes or removes one document and answers it, as it was or as it is now. */
async function findAndModify(request: Doc, context: CommandContext): Promise<Reply> {
  refuseOptions(request);
  const filter = docArgument(request, "query");
  const variables = variablesOf(request);
  const find = { sort: parseSort(request.sort), hint: request.hint, variables };
  const fields = docArgument(request, "fields");
  const project: Projection =
    Object.keys(fields).length > 0
      ? compileProjection(fields, { find: { filter }, variables })
      : (doc) => doc;
  const isRemoval = isTruthy(request.remove);
  if (isRemoval === (request.update !== undefined)) {
    throw failedToParse(
      isRemoval
        ? "Cannot specify both an update and remove=true"
        : "Either an update or remove=true must be specified",
    );
  }
  if (isRemoval) return removeFirst(request, filter, find, project, context);
  const change = await updateFirst(
    {
      namespace: namespaceOf(request, context),
      filter,
      update: compileUpdate(request.update, { arrayFilters: request.arrayFilters, variables }),
      find,
      isUpsert: isTruthy(request.upsert),
    },
    context,
  );
  if (!change) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
  const value = isTruthy(request.new) ? change.after : change.before;
  return {
    lastErrorObject: {
      n: 1,
      updatedExisting: !change.isInserted,
      ...(change.isInserted ? { upserted: change.after._id } : {}),
    },
    value: value && project(value),
    ok: 1,
  };
}

function removeFirst(
  request: Doc,
  filter: Doc,
  find: FindOptions,
  project: Projection,
  context: CommandContext,
): Promise<Reply> {
  const { store, transaction } = context;
  return whenUnlocked(() => {
    const collection = collectionOf(request, context);
    const [version] = findVersions(collection, filter, { ...find, limit: 1 }, transaction);
    if (!collection || !version) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
    deleteDocument(store, collection, version, transaction);
    return { lastErrorObject: { n: 1 }, value: project(version.doc), ok: 1 };
  });
}

const command: Command = { run: findAndModify, isRetryableWrite: true, isAllowedInTransaction: true };

export const findAndModifyCommands: Commands = { findAndModify: command, findandmodify: command };

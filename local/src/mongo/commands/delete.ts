import type { Doc } from "../bson/values.ts";
import { compileFilter } from "../query/match.ts";
import { type FindOptions, findVersions, readVersion } from "../store/reading.ts";
import { whenUnlocked } from "../store/transaction.ts";
import { deleteDocument } from "../store/writing.ts";
import {
  type CommandContext,
  type Commands,
  collectionOf,
  countArgument,
  docArgument,
  type Reply,
  refuseOptions,
  statementsOf,
  variablesOf,
} from "./command.ts";
import { runStatements } from "./write-errors.ts";

async function remove(request: Doc, context: CommandContext): Promise<Reply> {
  const statements = statementsOf(request, context, "deletes");
  const variables = variablesOf(request);
  let n = 0;
  const outcome = await runStatements(statements.length, request, async (index) => {
    const spec = statements[index] ?? {};
    refuseOptions(spec);
    const filter = docArgument(spec, "q");
    const find = { hint: spec.hint, variables };
    const isSingle = countArgument(spec, "limit") === 1;
    n += isSingle
      ? await deleteFirst(request, filter, find, context)
      : await deleteAll(request, filter, find, context);
  });
  return { n, ...outcome, ok: 1 };
}

function deleteFirst(request: Doc, filter: Doc, find: FindOptions, context: CommandContext): Promise<number> {
  const { store, transaction } = context;
  return whenUnlocked(() => {
    const collection = collectionOf(request, context);
    const [version] = findVersions(collection, filter, { ...find, limit: 1 }, transaction);
    if (!collection || !version) return 0;
    deleteDocument(store, collection, version, transaction);
    return 1;
  });
}

async function deleteAll(
  request: Doc,
  filter: Doc,
  find: FindOptions,
  context: CommandContext,
): Promise<number> {
  const { store, transaction } = context;
  const collection = collectionOf(request, context);
  const test = compileFilter(filter, find.variables);
  let deleted = 0;
  for (const { key } of findVersions(collection, filter, find, transaction)) {
    await whenUnlocked(() => {
      const version = collection && readVersion(collection, key, transaction);
      if (!version || !test(version.doc)) return;
      deleteDocument(store, collection, version, transaction);
      deleted += 1;
    });
  }
  return deleted;
}

export const deleteCommands: Commands = {
  delete: { run: remove, isRetryableWrite: true, isAllowedInTransaction: true },
};

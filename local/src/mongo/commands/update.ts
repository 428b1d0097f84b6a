import { isTruthy } from "../bson/numbers.ts";
import { parseSort } from "../bson/paths.ts";
import { type Doc, isDoc } from "../bson/values.ts";
import { compileFilter } from "../query/match.ts";
import type { MatchPosition, Test } from "../query/visit.ts";
import type { Collection, Version } from "../store/collection.ts";
import { type FindOptions, findVersions, readVersion } from "../store/reading.ts";
import { ensureCollection } from "../store/store.ts";
import { whenUnlocked } from "../store/transaction.ts";
import { insertDocument, updateDocument } from "../store/writing.ts";
import { compileUpdate, type Update } from "../update/compile.ts";
import { upsertedDocument } from "../update/upsert.ts";
import {
  type CommandContext,
  type Commands,
  docArgument,
  namespaceOf,
  type Reply,
  refuseOptions,
  statementsOf,
  variablesOf,
} from "./command.ts";
import { runStatements } from "./write-errors.ts";

/** One parsed update of documents in a collection. */
export interface UpdateStatement {
  namespace: string;
  filter: Doc;
  update: Update;
  find: FindOptions;
  isUpsert: boolean;
}

/** What happened to one document. */
export interface Change {
  before: Doc | null;
  after: Doc;
  isModified: boolean;
  isInserted: boolean;
}

/** Updates the first match, or upserts. Undefined when there was neither. */
export function updateFirst(
  statement: UpdateStatement,
  context: CommandContext,
): Promise<Change | undefined> {
  const { store, transaction } = context;
  const { namespace, filter, find, isUpsert, update } = statement;
  const test = compileFilter(filter, find.variables);
  // Another document may match after a wait, so the search is part of the step.
  return whenUnlocked(() => {
    const collection = store.collections.get(namespace);
    const [version] = findVersions(collection, filter, { ...find, limit: 1 }, transaction);
    if (collection && version) return applyTo(collection, version, statement, test, context);
    if (!isUpsert) return undefined;
    const after = upsertedDocument(filter, update);
    insertDocument(store, ensureCollection(store, namespace), after, transaction);
    return { before: null, after, isModified: false, isInserted: true };
  });
}

/** Updates all matches, each on its own: one that changes while it is locked is matched again. */
async function updateAll(statement: UpdateStatement, context: CommandContext): Promise<Change[]> {
  const { store, transaction } = context;
  const { namespace, filter, find } = statement;
  const test = compileFilter(filter, find.variables);
  const collection = store.collections.get(namespace);
  const changes: Change[] = [];
  for (const { key } of findVersions(collection, filter, find, transaction)) {
    const change = await whenUnlocked(() => {
      const version = collection && readVersion(collection, key, transaction);
      if (!version || !test(version.doc)) return undefined;
      return applyTo(collection, version, statement, test, context);
    });
    if (change) changes.push(change);
  }
  if (changes.length > 0 || !statement.isUpsert) return changes;
  const upserted = await updateFirst(statement, context);
  return upserted ? [upserted] : [];
}

function applyTo(
  collection: Collection,
  version: Version,
  statement: UpdateStatement,
  test: Test,
  { store, transaction }: CommandContext,
): Change {
  const position: MatchPosition = {};
  test(version.doc, position);
  const after = statement.update.apply(version.doc, position.index, false);
  const isModified = after !== version.doc;
  if (isModified) updateDocument(store, collection, version, after, transaction);
  return { before: version.doc, after, isModified, isInserted: false };
}

async function update(request: Doc, context: CommandContext): Promise<Reply> {
  const namespace = namespaceOf(request, context);
  const statements = statementsOf(request, context, "updates");
  const variables = variablesOf(request);
  const upserted: Doc[] = [];
  let n = 0;
  let nModified = 0;
  const outcome = await runStatements(statements.length, request, async (index) => {
    const spec = statements[index] ?? {};
    refuseOptions(spec);
    const isMulti = isTruthy(spec.multi);
    const scope = isDoc(spec.c) ? { ...variables, ...spec.c } : variables;
    const statement: UpdateStatement = {
      namespace,
      filter: docArgument(spec, "q"),
      update: compileUpdate(spec.u, { arrayFilters: spec.arrayFilters, variables: scope, isMulti }),
      find: { sort: parseSort(spec.sort), hint: spec.hint, variables: scope },
      isUpsert: isTruthy(spec.upsert),
    };
    const changes = isMulti ? await updateAll(statement, context) : [await updateFirst(statement, context)];
    for (const change of changes) {
      if (!change) continue;
      n += 1;
      if (change.isModified) nModified += 1;
      if (change.isInserted) upserted.push({ index, _id: change.after._id });
    }
  });
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...outcome, ok: 1 };
}

export const updateCommands: Commands = {
  update: { run: update, isRetryableWrite: true, isAllowedInTransaction: true },
};

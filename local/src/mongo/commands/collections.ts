/** Commands on collections and databases as a whole. */
import { Binary } from "bson";
import type { Doc } from "../bson/values.ts";
import { mongoError } from "../errors.ts";
import { compileFilter } from "../query/match.ts";
import type { Collection } from "../store/collection.ts";
import { ID_INDEX } from "../store/index-tree.ts";
import { dropCollection, ensureCollection } from "../store/store.ts";
import { whenUnlocked } from "../store/transaction.ts";
import {
  type CommandContext,
  type Commands,
  collectionOf,
  docArgument,
  namespaceOf,
  type Reply,
  refuseOptions,
} from "./command.ts";
import { batchSizeOf, rowsOfDocs } from "./cursors.ts";

const UNSUPPORTED_OPTIONS = [
  "viewOn",
  "timeseries",
  "capped",
  "validator",
  "encryptedFields",
  "clusteredIndex",
  "changeStreamPreAndPostImages",
];

function create(request: Doc, context: CommandContext): Reply {
  refuseOptions(request, ...UNSUPPORTED_OPTIONS);
  const namespace = namespaceOf(request, context);
  if (context.store.collections.has(namespace)) {
    throw mongoError("NamespaceExists", `Collection ${namespace} already exists.`);
  }
  ensureCollection(context.store, namespace);
  return { ok: 1 };
}

async function drop(request: Doc, context: CommandContext): Promise<Reply> {
  const collection = collectionOf(request, context);
  if (!collection) return { ok: 1 };
  await whenUnlocked(() => dropCollection(context.store, collection));
  return { nIndexesWas: collection.indexes.length + 1, ns: collection.namespace, ok: 1 };
}

async function dropDatabase(_request: Doc, { store, database }: CommandContext): Promise<Reply> {
  for (const collection of [...store.collections.values()]) {
    if (collection.meta.database === database) await whenUnlocked(() => dropCollection(store, collection));
  }
  return { dropped: database, ok: 1 };
}

/** Collections have no UUID here; the driver only wants one to be there. */
const uuidOf = ({ meta }: Collection): Binary =>
  new Binary(Buffer.from(meta.id.toString(16).padStart(32, "0"), "hex"), Binary.SUBTYPE_UUID);

function listCollections(request: Doc, { store, database, cursors }: CommandContext): Reply {
  const matches = compileFilter(docArgument(request, "filter"));
  const found = [...store.collections.values()]
    .filter(({ meta }) => meta.database === database)
    .map((collection) => ({
      name: collection.meta.name,
      type: "collection",
      ...(request.nameOnly === true
        ? {}
        : { options: {}, info: { readOnly: false, uuid: uuidOf(collection) }, idIndex: ID_INDEX }),
    }))
    .filter((doc) => matches(doc));
  return cursors.open(`${database}.$cmd.listCollections`, rowsOfDocs(found), {
    batchSize: batchSizeOf(request),
  });
}

function listDatabases(request: Doc, { store }: CommandContext): Reply {
  const matches = compileFilter(docArgument(request, "filter"));
  const sizes = new Map<string, number>();
  for (const { meta, versions } of store.collections.values()) {
    const bytes = [...versions.values()].reduce((sum, { raw }) => sum + raw.length, 0);
    sizes.set(meta.database, (sizes.get(meta.database) ?? 0) + bytes);
  }
  const databases = [...sizes].map(([name, sizeOnDisk]) => ({ name, sizeOnDisk, empty: false }));
  const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  return { databases: databases.filter((doc) => matches(doc)), totalSize, ok: 1 };
}

export const collectionCommands: Commands = {
  create: { run: create },
  drop: { run: drop },
  dropDatabase: { run: dropDatabase },
  listCollections: { run: listCollections },
  listDatabases: { run: listDatabases },
};

import { type Doc, decode } from "../bson/values.ts";
import { mongoError } from "../errors.ts";
import { ensureCollection } from "../store/store.ts";
import { whenUnlocked } from "../store/transaction.ts";
import { insertDocument } from "../store/writing.ts";
import { withId } from "../update/upsert.ts";
import { idFirst } from "../wire/id-first.ts";
import { type CommandContext, type Commands, namespaceOf, type Reply } from "./command.ts";
import { runStatements } from "./write-errors.ts";

async function insert(request: Doc, context: CommandContext): Promise<Reply> {
  const { store, transaction, payload } = context;
  const namespace = namespaceOf(request, context);
  const documents = payload.documents ?? [];
  if (documents.length === 0) {
    throw mongoError("InvalidLength", "Write batch sizes must be between 1 and 100000. Got 0 operations.");
  }
  let n = 0;
  const outcome = await runStatements(documents.length, request, async (index) => {
    const received = documents[index] ?? new Uint8Array();
    // The client's bytes are kept, unless the document lacks an _id.
    const raw = idFirst(received);
    const doc = withId(decode(raw ?? received));
    await whenUnlocked(() =>
      insertDocument(store, ensureCollection(store, namespace), doc, transaction, raw),
    );
    n += 1;
  });
  return { n, ...outcome, ok: 1 };
}

export const insertCommands: Commands = {
  insert: { run: insert, isRetryableWrite: true, isAllowedInTransaction: true },
};

/** From a request to its reply: sessions, transactions, retries, and the wait for the disk around the commands. */
import { type Doc, isDoc } from "../bson/values.ts";
import { MongoError, mongoError, unsupported } from "../errors.ts";
import { deleteExpired } from "../store/expiry.ts";
import type { Store } from "../store/store.ts";
import type { Transaction } from "../store/transaction.ts";
import { abortTransaction } from "../store/transactions.ts";
import type { Payload } from "../wire/messages.ts";
import { aggregateCommands } from "./aggregate.ts";
import { collectionCommands } from "./collections.ts";
import type { Command, CommandContext, Commands, Reply } from "./command.ts";
import { createCursors, cursorCommands } from "./cursors.ts";
import { deleteCommands } from "./delete.ts";
import { findCommands } from "./find.ts";
import { findAndModifyCommands } from "./find-and-modify.ts";
import { indexCommands } from "./indexes.ts";
import { insertCommands } from "./insert.ts";
import { serverInfoCommands } from "./server-info.ts";
import { createSessions, type SessionUse, sessionId } from "./sessions.ts";
import { updateCommands } from "./update.ts";

const COMMANDS: Commands = {
  ...serverInfoCommands,
  ...findCommands,
  ...aggregateCommands,
  ...insertCommands,
  ...updateCommands,
  ...deleteCommands,
  ...findAndModifyCommands,
  ...cursorCommands,
  ...collectionCommands,
  ...indexCommands,
};

export interface Dispatcher {
  /** Answers a request; errors too are replies. */
  handle(request: Doc, payload: Payload): Promise<Reply>;
  /** Does what time brings: expired documents, forgotten transactions, idle cursors. `now` as of Date.now(). */
  sweep(now: number): Promise<void>;
}

export function createDispatcher(store: Store, host: string): Dispatcher {
  const cursors = createCursors();
  const sessions = createSessions(store);

  async function dispatch(request: Doc, payload: Payload): Promise<Reply> {
    const [name = ""] = Object.keys(request);
    const use = sessionUse(request);
    const isInTransaction = use !== undefined && request.autocommit === false;
    if (name === "commitTransaction" || name === "abortTransaction") {
      return endTransaction(name, isInTransaction ? use : undefined);
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw mongoError("CommandNotFound", `no such command: '${name}'`);
    refuseSnapshotRead(request, isInTransaction);
    const database = typeof request.$db === "string" ? request.$db : "test";
    const context = { store, cursors, sessions, host, database, payload };
    if (isInTransaction) {
      return inTransaction(name, command, request, {
        ...context,
        transaction: sessions.transactionFor(use, request),
      });
    }
    const run = () => durable(command, request, { ...context, transaction: undefined });
    return use && command.isRetryableWrite ? sessions.once(use, run) : run();
  }

  /** Answers only what is on disk: a read, too, waits for the commit of the writes that it may have seen. */
  async function durable(command: Command, request: Doc, context: CommandContext): Promise<Reply> {
    const reply = await command.run(request, context);
    await store.disk.committed();
    return reply;
  }

  /** Any error ends a transaction, as in MongoDB; that of a single statement, too. */
  async function inTransaction(
    name: string,
    command: Command,
    request: Doc,
    context: CommandContext & { transaction: Transaction },
  ): Promise<Reply> {
    try {
      if (!command.isAllowedInTransaction) {
        throw mongoError(
          "OperationNotSupportedInTransaction",
          `Cannot run '${name}' in a multi-document transaction.`,
        );
      }
      const reply = await command.run(request, context);
      if (isDoc(reply) && "writeErrors" in reply) abortTransaction(store, context.transaction);
      return reply;
    } catch (error) {
      abortTransaction(store, context.transaction);
      throw error;
    }
  }

  async function endTransaction(name: string, use: SessionUse | undefined): Promise<Reply> {
    if (!use) {
      throw mongoError("CommandFailed", `${name} may only be run with a txnNumber and autocommit: false`);
    }
    if (name === "abortTransaction") sessions.abort(use);
    else sessions.commit(use);
    await store.disk.committed();
    return { ok: 1 };
  }

  return {
    async handle(request, payload) {
      try {
        return await dispatch(request, payload);
      } catch (error) {
        return errorReply(error);
      }
    },
    async sweep(now) {
      cursors.killIdle(now);
      sessions.expire(now);
      deleteExpired(store, now);
      await store.disk.committed();
    },
  };
}

function sessionUse(request: Doc): SessionUse | undefined {
  const id = sessionId(request.lsid);
  const { txnNumber: number } = request;
  return id === undefined || number === undefined ? undefined : { id, number: BigInt(String(number)) };
}

function refuseSnapshotRead(request: Doc, isInTransaction: boolean): void {
  const { readConcern } = request;
  const isSnapshot = isDoc(readConcern) && readConcern.level === "snapshot";
  if (isSnapshot && !isInTransaction) throw unsupported("a snapshot read outside a transaction");
}

/** A fault of this server is answered like an error of MongoDB's: the connection stays usable. */
function errorReply(error: unknown): Doc {
  const known =
    error instanceof MongoError
      ? error
      : mongoError("UnknownError", error instanceof Error ? error.message : String(error));
  return {
    ok: 0,
    errmsg: known.message,
    code: known.code,
    codeName: known.codeName,
    ...known.extra,
    ...(known.labels.length > 0 ? { errorLabels: known.labels } : {}),
  };
}

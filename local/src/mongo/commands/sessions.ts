/** Logical sessions: the transaction that one is in, and the outcome of its last retryable write. */
import { Binary } from "bson";
import { type Doc, isArray, isDoc } from "../bson/values.ts";
import { mongoError, transientError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import type { Transaction } from "../store/transaction.ts";
import { abortTransaction, beginTransaction, commitTransaction } from "../store/transactions.ts";
import type { Reply } from "./command.ts";

/**
 * As long as a client that was killed may block others with its transaction. MongoDB allows a minute unless told
 * otherwise; docker-compose.yml tells it the same as here.
 */
const TRANSACTION_MILLISECONDS = 10_000;
/** What hello promises; a session that is idle for longer is forgotten. */
export const SESSION_MINUTES = 30;

interface Session {
  /** The number of its newest transaction or retryable write. */
  number: bigint;
  transaction: Transaction | undefined;
  reply: Promise<Reply> | undefined;
  usedAt: number;
}

/** A command's place in its session. */
export interface SessionUse {
  id: string;
  number: bigint;
}

export interface Sessions {
  /** The transaction that a command runs in; begins one on `startTransaction`. */
  transactionFor(use: SessionUse, request: Doc): Transaction;
  commit(use: SessionUse): void;
  abort(use: SessionUse): void;
  /** Runs a write once for its number: a driver's retry gets the outcome of the first attempt. */
  once(use: SessionUse, write: () => Promise<Reply>): Promise<Reply>;
  end(id: string): void;
  /** Aborts transactions that are too old and forgets idle sessions; `now` in milliseconds since the epoch. */
  expire(now: number): void;
}

/** The id of the session in `lsid`, or of an entry of endSessions. */
export function sessionId(lsid: unknown): string | undefined {
  const id = isDoc(lsid) ? lsid.id : undefined;
  return id instanceof Binary ? Buffer.from(id.buffer).toString("hex") : undefined;
}

export const sessionIds = (list: unknown): string[] =>
  isArray(list) ? list.map(sessionId).filter((id) => id !== undefined) : [];

export function createSessions(store: Store): Sessions {
  const sessions = new Map<string, Session>();

  function sessionOf({ id, number }: SessionUse): Session {
    const session = sessions.get(id) ?? { number: -1n, transaction: undefined, reply: undefined, usedAt: 0 };
    sessions.set(id, session);
    session.usedAt = Date.now();
    if (number < session.number) {
      const message = `Cannot start transaction ${number} on session because a newer transaction ${session.number} has already started.`;
      throw mongoError("TransactionTooOld", message);
    }
    return session;
  }

  /** A new number ends what the session was doing. */
  function advance(session: Session, number: bigint): void {
    if (session.transaction) abortTransaction(store, session.transaction);
    session.transaction = undefined;
    session.reply = undefined;
    session.number = number;
  }

  /** The transaction of this number, whatever its state. */
  function current(use: SessionUse): Transaction {
    const session = sessionOf(use);
    if (session.transaction && use.number === session.number) return session.transaction;
    const message = `Given transaction number ${use.number} does not match any in-progress transactions. The active transaction number is ${session.number}`;
    throw transientError("NoSuchTransaction", message);
  }

  const aborted = ({ number }: SessionUse) =>
    transientError("NoSuchTransaction", `Transaction with { txnNumber: ${number} } has been aborted.`);

  return {
    transactionFor(use, request) {
      if (request.startTransaction === true) {
        const session = sessionOf(use);
        advance(session, use.number);
        session.transaction = beginTransaction(store);
        return session.transaction;
      }
      const transaction = current(use);
      if (transaction.state !== "active") throw aborted(use);
      return transaction;
    },
    commit(use) {
      const transaction = current(use);
      if (transaction.state === "aborted") throw aborted(use);
      // A driver that has not seen the answer commits again.
      if (transaction.state === "active") commitTransaction(store, transaction);
    },
    abort(use) {
      const transaction = current(use);
      if (transaction.state !== "active") {
        throw mongoError("NoSuchTransaction", `Transaction ${use.number} has been ${transaction.state}.`);
      }
      abortTransaction(store, transaction);
    },
    once(use, write) {
      const session = sessionOf(use);
      if (use.number === session.number && session.reply !== undefined) return session.reply;
      advance(session, use.number);
      session.reply = write();
      return session.reply;
    },
    end(id) {
      const transaction = sessions.get(id)?.transaction;
      if (transaction) abortTransaction(store, transaction);
      sessions.delete(id);
    },
    expire(now) {
      for (const [id, { transaction, usedAt }] of sessions) {
        if (transaction && now - transaction.began > TRANSACTION_MILLISECONDS)
          abortTransaction(store, transaction);
        if (now - usedAt > SESSION_MINUTES * 60_000) sessions.delete(id);
      }
    },
  };
}

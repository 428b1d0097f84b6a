import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { deserialize, serialize } from "bson";
import { isArray, isDoc } from "../bson/values.ts";
import { mongoError } from "../errors.ts";
import type { CollectionMeta, Disk } from "./disk.ts";
import { isIndexSpec } from "./index-tree.ts";

/** One file per data folder, SQLite's write-ahead log beside it. */
const FILE_NAME = "data.sqlite";

/** Pages in the log before it is folded into the file: 4000 of 4 KB keep commits short and the log below 16 MB. */
const CHECKPOINT_PAGES = 4000;

/** The data folder cannot be used. The message is a sentence for the operator, with what to do. */
export class DataFolderError extends Error {}

/** Says in one sentence what is wrong with a data folder, and what to do about it. */
function explain(dir: string, error: unknown): DataFolderError {
  const reason = error instanceof Error ? error.message : String(error);
  if (/locked|busy/i.test(reason)) {
    return new DataFolderError(
      `The data folder ${dir} is in use by another process: stop that one, or choose another --dir.`,
    );
  }
  if (/malformed|not a database|corrupt/i.test(reason)) {
    return new DataFolderError(
      `The data in ${dir} is damaged: restore it from a copy, or delete the folder to start empty.`,
    );
  }
  if (/full|ENOSPC/i.test(reason)) {
    return new DataFolderError(
      `There is no space left for the data folder ${dir}: free some, or choose another --dir.`,
    );
  }
  const cannotWrite = /readonly|unable to open|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT/i.test(reason);
  const problem = cannotWrite ? "cannot be written to" : `cannot be used (${reason})`;
  return new DataFolderError(
    `The data folder ${dir} ${problem}: give it a folder of its own with write permission, or choose another --dir.`,
  );
}

/** Runs a step whose errors are the data folder's. */
function explained<T>(dir: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw explain(dir, error);
  }
}

/**
 * Opens the data folder. Every commit is synced to the disk before its writes are acknowledged.
 * @throws DataFolderError when the folder is locked, damaged, full or not writable
 */
export function openSqliteDisk(dir: string, onFault: (error: DataFolderError) => void): Disk {
  const database = explained(dir, () => openDatabase(dir));
  const statements = new Map<string, StatementSync>();
  let pending: (() => void)[] = [];
  let flush: Promise<void> | undefined;
  let fault: Error | undefined;
  let isClosed = false;

  function statement(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known) return known;
    const prepared = database.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  }

  function commit(): void {
    const operations = pending;
    pending = [];
    // What comes after the end has nobody left to acknowledge it to.
    if (isClosed || operations.length === 0) return;
    try {
      database.exec("BEGIN IMMEDIATE");
      for (const operation of operations) operation();
      database.exec("COMMIT");
    } catch (error) {
      // Memory is now ahead of the disk: no further write may be acknowledged.
      const problem = explain(dir, error);
      fault = mongoError("OutOfDiskSpace", problem.message);
      onFault(problem);
      throw fault;
    }
  }

  return {
    *load() {
      for (const { meta } of explained(dir, () =>
        database.prepare("SELECT meta FROM catalog ORDER BY id").all(),
      )) {
        const parsed = explained(dir, () => parseMeta(meta));
        yield { meta: parsed, rows: explained(dir, () => readRows(database, parsed.id)) };
      }
    },
    put(collection, row, raw) {
      pending.push(() => statement(`INSERT OR REPLACE INTO c${collection} VALUES (?, ?)`).run(row, raw));
    },
    remove(collection, row) {
      pending.push(() => statement(`DELETE FROM c${collection} WHERE row = ?`).run(row));
    },
    saveCollection(meta) {
      const raw = serialize(meta);
      pending.push(() => {
        database.exec(
          `CREATE TABLE IF NOT EXISTS c${meta.id} (row INTEGER PRIMARY KEY, document BLOB NOT NULL) STRICT`,
        );
        statement("INSERT OR REPLACE INTO catalog VALUES (?, ?)").run(meta.id, raw);
      });
    },
    dropCollection(collection) {
      pending.push(() => {
        for (const sql of statements.keys()) if (sql.includes(` c${collection} `)) statements.delete(sql);
        statement("DELETE FROM catalog WHERE id = ?").run(collection);
        database.exec(`DROP TABLE IF EXISTS c${collection}`);
      });
    },
    committed() {
      if (fault) return Promise.reject(fault);
      if (pending.length === 0) return flush ?? Promise.resolve();
      flush ??= new Promise((resolve, reject) => {
        setImmediate(() => {
          flush = undefined;
          try {
            commit();
            resolve();
          } catch (error) {
            reject(error);
          }
        });
      });
      return flush;
    },
    close() {
      if (!fault) commit();
      isClosed = true;
      database.close();
    },
  };
}

function openDatabase(dir: string): DatabaseSync {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, FILE_NAME));
  // EXCLUSIVE, because this process holds all data in memory and a second one would not see its writes.
  database.exec(`
    PRAGMA locking_mode=EXCLUSIVE;
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=FULL;
    PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES};
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS catalog (id INTEGER PRIMARY KEY, meta BLOB NOT NULL) STRICT;
    COMMIT;
  `);
  return database;
}

/** All rows of a collection; at once, so that damage shows here. */
function readRows(database: DatabaseSync, collection: number): [number, Uint8Array][] {
  const rows = database.prepare(`SELECT row, document FROM c${collection} ORDER BY row`).all();
  return rows.map(({ row, document }) => {
    if (typeof row === "number" && document instanceof Uint8Array) return [row, document];
    throw new Error(`a row of c${collection} is malformed`);
  });
}

function parseMeta(raw: unknown): CollectionMeta {
  const meta: unknown = raw instanceof Uint8Array ? deserialize(raw) : undefined;
  if (isDoc(meta)) {
    const { id, database, name, indexes } = meta;
    const isComplete = typeof id === "number" && typeof database === "string" && typeof name === "string";
    if (isComplete && isArray(indexes)) return { id, database, name, indexes: indexes.filter(isIndexSpec) };
  }
  throw new Error("the catalog is malformed");
}

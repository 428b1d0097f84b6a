/** What commands have in common: their context, their reply, and how they read their arguments. */

import { isNumeric, toCount } from "../bson/numbers.ts";
import { type Doc, decode, isArray, isDoc, typeName } from "../bson/values.ts";
import { mongoError, unsupported } from "../errors.ts";
import { evaluateLet } from "../expression/compile.ts";
import type { Collection } from "../store/collection.ts";
import type { Store } from "../store/store.ts";
import type { Transaction } from "../store/transaction.ts";
import type { Payload } from "../wire/messages.ts";
import type { Cursors } from "./cursors.ts";
import type { Sessions } from "./sessions.ts";

export interface CommandContext {
  store: Store;
  cursors: Cursors;
  sessions: Sessions;
  /** `address:port` by which clients reach this server. */
  host: string;
  database: string;
  transaction: Transaction | undefined;
  payload: Payload;
}

/** A document, or its BSON. */
export type Reply = Doc | Uint8Array;

export interface Command {
  run(request: Doc, context: CommandContext): Reply | Promise<Reply>;
  /** Whether a driver may send it again with the same transaction number, and must get the first outcome then. */
  isRetryableWrite?: boolean;
  isAllowedInTransaction?: boolean;
}

export type Commands = Readonly<Record<string, Command>>;

const wrongType = (field: string, value: unknown, wanted: string) =>
  mongoError(
    "TypeMismatch",
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${wanted}'`,
  );

/** The namespace that a command names in its first field. */
export function namespaceOf(request: Doc, { database }: CommandContext): string {
  const [command = ""] = Object.keys(request);
  const name = request[command];
  if (typeof name === "string" && name !== "") return `${database}.${name}`;
  throw mongoError("InvalidNamespace", `collection name has invalid type ${typeName(name)}`);
}

export function collectionOf(request: Doc, context: CommandContext): Collection | undefined {
  return context.store.collections.get(namespaceOf(request, context));
}

export function requireCollection(request: Doc, context: CommandContext): Collection {
  const collection = collectionOf(request, context);
  if (!collection)
    throw mongoError("NamespaceNotFound", `ns does not exist: ${namespaceOf(request, context)}`);
  return collection;
}

/** A document argument; an absent one is empty. */
export function docArgument(request: Doc, field: string): Doc {
  const value = request[field] ?? {};
  if (isDoc(value)) return value;
  throw wrongType(field, value, "object");
}

/** A number that may not be negative; 0 when absent. */
export function countArgument(request: Doc, field: string): number {
  const value = request[field] ?? 0;
  if (!isNumeric(value)) throw wrongType(field, value, "long");
  if (toCount(value) >= 0) return toCount(value);
  throw mongoError("BadValue", `BSON field '${field}' value must be >= 0, actual value '${String(value)}'`);
}

/** The statements of a write command: in the body, or as a section of their own. */
export function statementsOf(request: Doc, { payload }: CommandContext, field: string): Doc[] {
  const raw = payload[field];
  if (raw) return raw.map(decode);
  const list = request[field];
  if (!isArray(list)) throw wrongType(field, list, "array");
  return list.filter(isDoc);
}

/** The variables that a command defines by `let`. */
export const variablesOf = (request: Doc): Doc => evaluateLet(request.let);

/** Refuses options that would change the answer if they were ignored. */
export function refuseOptions(request: Doc, ...options: readonly string[]): void {
  const { collation } = request;
  if (collation !== undefined && !(isDoc(collation) && collation.locale === "simple")) {
    throw unsupported("a collation");
  }
  const used = options.find((option) => request[option] !== undefined && request[option] !== false);
  if (used) throw unsupported(`the option '${used}'`);
}

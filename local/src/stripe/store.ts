import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type Stripe from "stripe";
import type { Onboarding } from "./accounts.ts";
import type { BalanceEntry } from "./balance.ts";
import type { Behaviour } from "./cards.ts";
import type { SavedAnswer } from "./idempotency.ts";
import type { KeptPayout } from "./payouts.ts";
import type { Task } from "./tasks.ts";
import type { Challenge } from "./three-d-secure.ts";
import type { Delivery } from "./webhooks.ts";

/** Everything the simulator remembers, by kind. Related objects are kept as ids and expanded when asked. */
export interface Kinds {
  payment_intent: Stripe.PaymentIntent;
  setup_intent: Stripe.SetupIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  account: Stripe.Account;
  onboarding: Onboarding;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  application_fee: Stripe.ApplicationFee;
  fee_refund: Stripe.FeeRefund;
  dispute: Stripe.Dispute;
  payout: KeptPayout;
  balance_entry: BalanceEntry;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  event: Stripe.EventBase;
  /** How the card behind a payment method behaves; its id is the payment method's. The number is never kept. */
  card: { id: string; behaviour: Behaviour };
  challenge: Challenge;
  delivery: Delivery;
  task: Task;
  answer: SavedAnswer;
  setting: { id: string; value: string };
}
export type Kind = keyof Kinds;

export interface Store {
  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined;
  put<K extends Kind, T extends Kinds[K]>(kind: K, object: T): T;
  remove(kind: Kind, id: string): void;
  /** Objects of a kind in order of creation; beyond `from` (an id, exclusive) when given. */
  walk<K extends Kind>(kind: K, order: "oldest" | "newest", from?: string): Generator<Kinds[K]>;
  /** Runs `work` as a whole or, if it throws, not at all. */
  atomically<T>(work: () => T): T;
  clear(): void;
  close(): void;
}

/**
 * One SQLite table of JSON objects: in memory, or in `dir` where every committed change survives the end of the
 * process, however sudden.
 */
export function openStore(dir: string | undefined): Store {
  if (dir !== undefined) mkdirSync(dir, { recursive: true });
  const db = new DatabaseSync(dir === undefined ? ":memory:" : join(dir, "stripe.sqlite"));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;
    CREATE TABLE IF NOT EXISTS objects (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL,
      UNIQUE (kind, id));
    CREATE INDEX IF NOT EXISTS objects_in_order ON objects (kind, seq);`);
  const select = db.prepare("SELECT json FROM objects WHERE kind = ? AND id = ?");
  const selectSeq = db.prepare("SELECT seq FROM objects WHERE kind = ? AND id = ?");
  const upsert = db.prepare(
    "INSERT INTO objects (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json",
  );
  const erase = db.prepare("DELETE FROM objects WHERE kind = ? AND id = ?");
  const [begin, commit, rollback] = [
    db.prepare("BEGIN IMMEDIATE"),
    db.prepare("COMMIT"),
    db.prepare("ROLLBACK"),
  ];
  const next = {
    oldest: db.prepare("SELECT seq, json FROM objects WHERE kind = ? AND seq > ? ORDER BY seq LIMIT 100"),
    newest: db.prepare(
      "SELECT seq, json FROM objects WHERE kind = ? AND seq < ? ORDER BY seq DESC LIMIT 100",
    ),
  };

  function* walk<K extends Kind>(kind: K, order: "oldest" | "newest", from?: string): Generator<Kinds[K]> {
    let seq = order === "oldest" ? 0 : Number.MAX_SAFE_INTEGER;
    if (from !== undefined) seq = Number(selectSeq.get(kind, from)?.seq ?? seq);
    for (;;) {
      const rows = next[order].all(kind, seq);
      for (const row of rows) yield decode(kind, row.json);
      const last = rows.at(-1);
      if (!last) return;
      seq = Number(last.seq);
    }
  }

  return {
    get: (kind, id) => {
      const row = select.get(kind, id);
      return row ? decode(kind, row.json) : undefined;
    },
    put: (kind, object) => {
      upsert.run(kind, object.id, JSON.stringify(object));
      return object;
    },
    remove: (kind, id) => void erase.run(kind, id),
    walk,
    atomically: (work) => {
      begin.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (fault) {
        rollback.run();
        throw fault;
      }
    },
    clear: () => db.exec("DELETE FROM objects"),
    close: () => db.close(),
  };
}

/** This table is written by `put` alone, so what is read back under a kind has that kind's type. */
function decode<K extends Kind>(_kind: K, json: unknown): Kinds[K] {
  return JSON.parse(String(json));
}

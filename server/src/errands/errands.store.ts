import type { ErrandCounts, OrderMailKind } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, driverOf } from "../kit/mongo.ts";

export const errandStates = ["due", "sent", "dead", "dropped"] as const;
/**
 * `due`: to be done, or tried again. `sent`: done. `dead`: given up after its last try, or refused for good. `dropped`: it
 * has no use any more.
 */
export type ErrandState = (typeof errandStates)[number];

export type Errand =
  /** A mail to an order's buyer. `about`: the shipment or the refund that it tells of. */
  | { kind: "mail"; mail: OrderMailKind; about: string | null }
  /** An order on its way to its shop's own address. */
  | { kind: "export" };

/** Something that has to be told to the world outside because of an order. */
export interface ErrandRecord {
  id: string;
  orderId: string;
  shopId: string;
  errand: Errand;
  state: ErrandState;
  /** Attempts so far. */
  tries: number;
  lastError: string | null;
  dueAt: Date | null;
  at: Date;
}

export type NewErrand = Pick<ErrandRecord, "orderId" | "shopId" | "errand" | "at">;

interface ErrandDocument extends Omit<ErrandRecord, "id" | "orderId" | "shopId" | "dueAt"> {
  _id: Types.ObjectId;
  orderId: Types.ObjectId;
  shopId: Types.ObjectId;
  /** What it is for, once per order, such as `mail:shipped:<shipment>` or `export`. */
  purpose: string;
  /** There while it is due; moved ahead by the server that takes it, so that no other one does. */
  dueAt?: Date;
}

const errandSchema = new Schema<ErrandDocument>(
  {
    orderId: { type: Schema.Types.ObjectId, required: true },
    shopId: { type: Schema.Types.ObjectId, required: true },
    errand: { type: Schema.Types.Mixed, required: true },
    purpose: { type: String, required: true },
    state: { type: String, required: true },
    tries: { type: Number, required: true },
    lastError: { type: String, default: null },
    dueAt: { type: Date },
    at: { type: Date, required: true },
  },
  { minimize: false },
);
// Once each, whatever is tried again and by how many servers: the database is the judge.
errandSchema.index({ orderId: 1, purpose: 1 }, { unique: true });
errandSchema.index({ dueAt: 1 }, { sparse: true });
errandSchema.index({ shopId: 1, "errand.kind": 1, _id: -1 });
errandSchema.index({ state: 1, _id: -1 }, { partialFilterExpression: { state: "dead" } });

const toRecord = ({ _id, purpose: _, ...rest }: ErrandDocument): ErrandRecord => ({
  ...rest,
  id: _id.toHexString(),
  orderId: rest.orderId.toHexString(),
  shopId: rest.shopId.toHexString(),
  dueAt: rest.dueAt ?? null,
});

const purposeOf = (errand: Errand): string =>
  errand.kind === "export"
    ? "export"
    : ["mail", errand.mail, ...(errand.about === null ? [] : [errand.about])].join(":");

export type ErrandStore = ReturnType<typeof createErrandStore>;

/** The outbox of orders: written in the same transaction as what is told, and done by a job of any server. */
export const createErrandStore = (db: Db) => {
  const errands = db.model<ErrandDocument>("Errand", errandSchema);
  return {
    /** Adds errands, each once per purpose; within `session` they stand or fall with their reason. */
    async add(given: NewErrand | readonly NewErrand[], session: DbSession): Promise<void> {
      const all = [given].flat();
      if (all.length === 0) return;
      await driverOf(errands).bulkWrite(
        all.map(({ orderId, shopId, errand, at }) => ({
          updateOne: {
            filter: { orderId: new Types.ObjectId(orderId), purpose: purposeOf(errand) },
            update: {
              $setOnInsert: {
                shopId: new Types.ObjectId(shopId),
                ...{ errand, at, dueAt: at, state: "due" as const, tries: 0, lastError: null },
              },
            },
            upsert: true,
          },
        })),
        { session },
      );
    },

    /**
     * Takes the errand of these kinds that has been due longest, until `until`: if this server dies, another takes it then.
     * @returns null when none is due
     */
    async claim(kinds: readonly Errand["kind"][], now: Date, until: Date): Promise<ErrandRecord | null> {
      const found = await errands
        .findOneAndUpdate(
          { dueAt: trusted({ $lte: now }), "errand.kind": trusted({ $in: [...kinds] }) },
          { $set: { dueAt: until } },
          { sort: { dueAt: 1 }, returnDocument: "after" },
        )
        .lean<ErrandDocument>();
      return found && toRecord(found);
    },

    /**
     * Keeps how an errand claimed until `until` fared.
     * @returns false when another server has taken it meanwhile
     */
    async settle(
      id: string,
      until: Date,
      { nextAt, ...outcome }: Pick<ErrandRecord, "state" | "tries" | "lastError"> & { nextAt: Date | null },
      session: DbSession,
    ): Promise<boolean> {
      const { matchedCount } = await errands.updateOne(
        { _id: id, dueAt: until },
        nextAt ? { $set: { ...outcome, dueAt: nextAt } } : { $set: outcome, $unset: { dueAt: 1 } },
        { session },
      );
      return matchedCount === 1;
    },

    /** A shop's exports, newest first. */
    async exportsOf(
      shopId: string,
      {
        state,
        before,
        limit,
      }: { state?: ErrandState | undefined; before?: string | undefined; limit: number },
    ): Promise<ErrandRecord[]> {
      const found = await errands
        .find({
          shopId,
          "errand.kind": "export",
          ...(state === undefined ? {} : { state }),
          ...(before === undefined ? {} : { _id: trusted({ $lt: new Types.ObjectId(before) }) }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<ErrandDocument[]>();
      return found.map(toRecord);
    },

    /** How many are due by now, since when the oldest is, and how many were given up. */
    async counts(now: Date): Promise<ErrandCounts> {
      const due = { dueAt: trusted({ $lte: now }) };
      const [many, oldest, dead] = await Promise.all([
        errands.countDocuments(due),
        errands.findOne(due).sort({ dueAt: 1 }).lean<ErrandDocument>(),
        errands.countDocuments({ state: "dead" }),
      ]);
      return { due: many, oldestDueAt: oldest?.dueAt?.toISOString() ?? null, dead };
    },

    /** Those that were given up, newest first. */
    async dead({ before, limit }: { before?: string | undefined; limit: number }): Promise<ErrandRecord[]> {
      const found = await errands
        .find({
          state: "dead",
          ...(before === undefined ? {} : { _id: trusted({ $lt: new Types.ObjectId(before) }) }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<ErrandDocument[]>();
      return found.map(toRecord);
    },

    /** Tries one that was given up from the beginning. @returns false when there is no such one */
    async reviveOne(id: string, now: Date, session: DbSession): Promise<boolean> {
      const { matchedCount } = await errands.updateOne(
        { _id: id, state: "dead" },
        { $set: { state: "due", tries: 0, dueAt: now, at: now } },
        { session },
      );
      return matchedCount === 1;
    },

    /** Tries a dead export of a shop's order from the beginning. @returns false when it has no dead one. */
    async revive(shopId: string, orderId: string, now: Date, session: DbSession): Promise<boolean> {
      const { matchedCount } = await errands.updateOne(
        { shopId, orderId, "errand.kind": "export", state: "dead" },
        { $set: { state: "due", tries: 0, dueAt: now, at: now } },
        { session },
      );
      return matchedCount === 1;
    },
  };
};

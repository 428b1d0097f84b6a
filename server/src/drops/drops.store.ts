import { ok, type Result, refuse } from "@showdrop/shared";
import mongoose, { Types } from "mongoose";
import { byId } from "../kit/by-id.ts";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";
import { type DropAccountRow, poolKey } from "../reconcile/find-differences.ts";
import {
  type DropDocument,
  type DropRecord,
  dropSchema,
  type PoolRecord,
  toDropRecord,
} from "./drop.schema.ts";

type NewPool = Omit<PoolRecord, "allocated" | "free" | "reserved" | "committed">;
export type NewDrop = Pick<
  DropRecord,
  | "id"
  | "showId"
  | "shopId"
  | "productId"
  | "title"
  | "imageUrl"
  | "perCustomer"
  | "holdSeconds"
  | "opensAt"
  | "openSeconds"
  | "earlyAccess"
  | "capture"
  | "fairStart"
  | "turn"
> & { pools: NewPool[] };
export type DropStore = ReturnType<typeof createDropStore>;

/** The drops in MongoDB, which judges what is sold. */
export const createDropStore = (db: Db) => {
  const drops = db.model<DropDocument>("Drop", dropSchema);
  const read = byId(drops);
  const { trusted } = mongoose;
  /** The first pool of a variant that `also` is true of; in an update `pools.$` is that one. */
  const poolOf = (variantId: string, also: object = {}) => ({
    pools: trusted({ $elemMatch: { variantId: new Types.ObjectId(variantId), ...also } }),
  });
  /** @returns the drop after the update, or null when it is not as the filter says */
  const change = async (filter: object, update: object, session: DbSession): Promise<DropRecord | null> => {
    const found = await drops
      .findOneAndUpdate(filter, update, { session, returnDocument: "after" })
      .lean<DropDocument>();
    return found && toDropRecord(found);
  };

  return {
    newId: (): string => new Types.ObjectId().toHexString(),

    async create(
      { id, ...given }: NewDrop,
      attempt: string,
      fingerprint: string,
      session: DbSession,
    ): Promise<void> {
      await drops.create(
        [
          {
            ...given,
            _id: id,
            pools: given.pools.map((pool) => ({
              ...{ ...pool, allocated: pool.quantity, free: pool.quantity },
              ...{ reserved: 0, committed: 0 },
            })),
            pausedAt: null,
            pausedMs: 0,
            moved: null,
            version: 1,
            restocks: [],
            announced: false,
            closedAt: null,
            settled: false,
            attempt,
            fingerprint,
          },
        ],
        { session },
      );
    },

    /** The drop that an attempt made before; refused when the same key came with another request. */
    async findByAttempt(attempt: string, fingerprint: string): Promise<Result<DropRecord> | null> {
      const found = await drops.findOne({ attempt }).lean<DropDocument>();
      if (!found) return null;
      return found.fingerprint === fingerprint ? ok(toDropRecord(found)) : refuse("IDEMPOTENCY_KEY_REUSED");
    },

    async find(id: string, session?: DbSession): Promise<DropRecord | null> {
      const found = session
        ? await drops.findById(id, null, { session }).lean<DropDocument>()
        : await read(id);
      return found && toDropRecord(found);
    },

    async ofShow(showId: string): Promise<DropRecord[]> {
      const found = await drops.find({ showId }).sort({ _id: 1 }).lean<DropDocument[]>();
      return found.map(toDropRecord);
    },

    async unsettled(): Promise<DropRecord[]> {
      const found = await drops.find({ settled: false }).lean<DropDocument[]>();
      return found.map(toDropRecord);
    },

    /** The units of every pool of every drop. */
    async accounts(): Promise<DropAccountRow[]> {
      const found = await drops
        .find()
        .select({ pools: 1, settled: 1 })
        .lean<Pick<DropDocument, "_id" | "pools" | "settled">[]>();
      return found.flatMap(({ _id, pools, settled }) =>
        pools.map(({ variantId, allocated, reserved, committed }) => ({
          ...{ dropId: _id.toHexString(), variantId: variantId.toHexString() },
          ...{ allocated, reserved, committed, settled },
        })),
      );
    },

    /** Sets what is reserved and sold, by `poolKey`, and what is left with it. */
    async recount(
      id: string,
      units: ReadonlyMap<string, { reserved: number; committed: number }>,
      session: DbSession,
    ): Promise<void> {
      const drop = await drops.findById(id).session(session).lean<DropDocument>();
      if (!drop) return;
      const none = { reserved: 0, committed: 0 };
      const pools = drop.pools.map((pool) => {
        const { reserved, committed } = units.get(poolKey(id, pool.variantId.toHexString())) ?? none;
        return { ...pool, reserved, committed, free: pool.allocated - reserved - committed };
      });
      await drops.updateOne({ _id: id }, { $set: { pools } }, { session });
    },

    async unsettledOfShop(shopId: string): Promise<DropRecord[]> {
      const found = await drops.find({ shopId, settled: false }).lean<DropDocument[]>();
      return found.map(toDropRecord);
    },

    /** Whether units of the variant are in a drop that is not settled. */
    async hasVariant(variantId: string): Promise<boolean> {
      return (await drops.exists({ "pools.variantId": variantId, settled: false })) !== null;
    },

    /** Moves the opening to `at`, on the show's clock. @returns null when it was announced as open or closed meanwhile. */
    openAt: (id: string, at: Date, session: DbSession): Promise<DropRecord | null> =>
      change(
        { _id: id, announced: false, closedAt: null, opensAt: trusted({ $gt: at }) },
        { $set: { opensAt: at } },
        session,
      ),

    /** Pauses it by hand. @param at on the show's clock @returns null when it is paused or closed already */
    pause: (id: string, at: Date, session: DbSession): Promise<DropRecord | null> =>
      change(
        { _id: id, closedAt: null, pausedAt: null },
        { $set: { pausedAt: at }, $inc: { version: 1 } },
        session,
      ),

    /** Lets it go on. @param now on the show's clock @returns null when that pause is over or the drop closed */
    resume: ({ id, pausedAt }: DropRecord, now: Date, session: DbSession): Promise<DropRecord | null> =>
      change(
        { _id: id, closedAt: null, pausedAt },
        {
          $set: { pausedAt: null },
          $inc: { pausedMs: pausedAt ? Math.max(0, now.getTime() - pausedAt.getTime()) : 0, version: 1 },
        },
        session,
      ),

    /** Puts more units into a pool, once per attempt. @returns null when the drop is closed or has no such pool */
    restock: (
      id: string,
      {
        variantId,
        quantity,
        ...once
      }: DropRecord["restocks"][number] & { variantId: string; quantity: number },
      session: DbSession,
    ): Promise<DropRecord | null> =>
      change(
        { _id: id, closedAt: null, ...poolOf(variantId) },
        {
          $inc: { "pools.$.quantity": quantity, "pools.$.allocated": quantity, "pools.$.free": quantity },
          $push: { restocks: once },
        },
        session,
      ),

    /** Moves the closing. @returns null when it was moved or closed meanwhile */
    moveClosing: (
      { id, openSeconds: before }: DropRecord,
      openSeconds: number | null,
      moved: { from: Date | null; at: Date },
      session: DbSession,
    ): Promise<DropRecord | null> =>
      change({ _id: id, closedAt: null, openSeconds: before }, { $set: { openSeconds, moved } }, session),

    /** The order of its fair start is settled. @returns whether this call did it */
    async markDrawn(id: string, at: Date, entries: number): Promise<boolean> {
      const done = await drops.updateOne(
        { _id: id, "fairStart.drawnAt": null },
        { $set: { "fairStart.drawnAt": at, "fairStart.entries": entries } },
      );
      return done.modifiedCount === 1;
    },

    /** @returns whether this call is the one that gets to announce it. */
    async markAnnounced(id: string): Promise<boolean> {
      return (await drops.updateOne({ _id: id, announced: false }, { announced: true })).modifiedCount === 1;
    },

    /** @returns whether this call is the one that gets to tell of the drop's times in the show's new turn. */
    async markTurn(id: string, turn: number): Promise<boolean> {
      const behind = trusted({ $not: { $gte: turn } });
      return (await drops.updateOne({ _id: id, turn: behind }, { turn })).modifiedCount === 1;
    },

    /** @returns the drop, or null when it was closed before. */
    close: (id: string, at: Date, session: DbSession): Promise<DropRecord | null> =>
      change({ _id: id, closedAt: null }, { $set: { closedAt: at }, $inc: { version: 1 } }, session),

    /** Sets units aside for an order that will be paid. @returns false when the record has too few left. */
    async reserve(id: string, variantId: string, quantity: number, session: DbSession): Promise<boolean> {
      const done = await drops.updateOne(
        { _id: id, settled: false, ...poolOf(variantId, { free: { $gte: quantity } }) },
        { $inc: { "pools.$.free": -quantity, "pools.$.reserved": quantity } },
        { session },
      );
      return done.modifiedCount === 1;
    },

    /** The order was cancelled. */
    async unreserve(id: string, variantId: string, quantity: number, session: DbSession): Promise<void> {
      await drops.updateOne(
        { _id: id, ...poolOf(variantId) },
        { $inc: { "pools.$.free": quantity, "pools.$.reserved": -quantity } },
        { session },
      );
    },

    /** The order was paid. */
    async commit(id: string, variantId: string, quantity: number, session: DbSession): Promise<void> {
      await drops.updateOne(
        { _id: id, ...poolOf(variantId) },
        { $inc: { "pools.$.reserved": -quantity, "pools.$.committed": quantity } },
        { session },
      );
    },

    /**
     * The last act of a closed drop without running orders: nothing more can be sold.
     * @returns the drop as it was before, or null when it is not time yet or was done before.
     */
    async settle(id: string, session: DbSession): Promise<DropRecord | null> {
      const ofSold = { $mergeObjects: ["$$this", { allocated: "$$this.committed", free: 0 }] };
      const before = await drops
        .findOneAndUpdate(
          {
            ...{ _id: id, settled: false, closedAt: trusted({ $ne: null }) },
            pools: trusted({ $not: { $elemMatch: { reserved: { $gt: 0 } } } }),
          },
          [{ $set: { settled: true, pools: { $map: { input: "$pools", in: ofSold } } } }],
          { session, returnDocument: "before", updatePipeline: true },
        )
        .lean<DropDocument>();
      return before && toDropRecord(before);
    },

    isRepeatedAttempt: isDuplicateKey,
  };
};

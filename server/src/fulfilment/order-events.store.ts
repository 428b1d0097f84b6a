import { type OrderHappening, teamHappenings } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, driverOf } from "../kit/mongo.ts";

/** One entry of an order's timeline as it is kept. */
export interface OrderEventRecord {
  id: string;
  orderId: string;
  at: Date;
  /** Null: no person did it. */
  by: string | null;
  happening: OrderHappening;
}

interface OrderEventDocument extends Omit<OrderEventRecord, "id" | "orderId" | "by"> {
  _id: Types.ObjectId;
  orderId: Types.ObjectId;
  by: Types.ObjectId | null;
  /** The business fact that it records, once per order, such as `paid` or `refund:<id>`. */
  fact: string;
}

const eventSchema = new Schema<OrderEventDocument>(
  {
    orderId: { type: Schema.Types.ObjectId, required: true, immutable: true },
    at: { type: Date, required: true, immutable: true },
    by: { type: Schema.Types.ObjectId, default: null, immutable: true },
    happening: { type: Schema.Types.Mixed, required: true, immutable: true },
    fact: { type: String, required: true, immutable: true },
  },
  { minimize: false, collection: "order_events" },
);
eventSchema.index({ orderId: 1, fact: 1 }, { unique: true });

export type NewOrderEvent = Omit<OrderEventRecord, "id"> & { fact: string };
export type OrderEventStore = ReturnType<typeof createOrderEventStore>;

/** The timelines of orders. Entries are added, never changed. */
export const createOrderEventStore = (db: Db) => {
  const events = db.model<OrderEventDocument>("OrderEvent", eventSchema);
  return {
    /** Adds the first entries of orders that have none yet; they stand or fall with what they tell of. */
    async begin(news: readonly NewOrderEvent[], session: DbSession): Promise<void> {
      await driverOf(events).insertMany(
        news.map(({ orderId, by, ...event }) => ({
          ...{ ...event, _id: new Types.ObjectId(), orderId: new Types.ObjectId(orderId) },
          by: by === null ? null : new Types.ObjectId(by),
        })),
        { session },
      );
    },

    /** Adds entries, each once per fact; within `session` they stand or fall with what they tell of. */
    async append(news: NewOrderEvent | readonly NewOrderEvent[], session?: DbSession): Promise<void> {
      await driverOf(events).bulkWrite(
        [news].flat().map(({ orderId, fact, by, at, happening }) => ({
          updateOne: {
            filter: { orderId: new Types.ObjectId(orderId), fact },
            update: { $setOnInsert: { at, by: by === null ? null : new Types.ObjectId(by), happening } },
            upsert: true,
          },
        })),
        session ? { session } : {},
      );
    },

    /** An order's timeline, oldest first: all of it, or what its buyer may read. */
    async of(orderId: string, who: "team" | "buyer"): Promise<OrderEventRecord[]> {
      const found = await events
        .find({
          orderId,
          ...(who === "buyer" ? { "happening.kind": trusted({ $nin: [...teamHappenings] }) } : {}),
        })
        .sort({ at: 1, _id: 1 })
        .lean<OrderEventDocument[]>();
      return found.map(({ _id, fact: _, ...event }) => ({
        ...event,
        id: _id.toHexString(),
        orderId: event.orderId.toHexString(),
        by: event.by?.toHexString() ?? null,
      }));
    },
  };
};

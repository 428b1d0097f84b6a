import type { NotificationKind, Withholding } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { Db } from "../kit/mongo.ts";

export const sendStates = ["due", "sent", "dropped", "dead"] as const;

/** One copy of a notification on its way: an email, or a push message to one device. */
export interface Send {
  /** The device's id; null for the email. */
  deviceId: string | null;
  /**
   * `due`: to be sent. `sent`: handed over. `dropped`: it has no receiver or no use any more. `dead`: given up after too
   * many tries, or refused for good.
   */
  state: (typeof sendStates)[number];
  /** Attempts so far. */
  tries: number;
}

/** What a person is told of one occasion: the row of their list, and at the same time the outbox of what is sent. */
export interface NotificationRecord {
  id: string;
  userId: string;
  occasion: string;
  kind: NotificationKind;
  shopId: string;
  showId: string;
  showTitle: string;
  dropId: string | null;
  dropTitle: string | null;
  at: Date;
  /** From then on it is not sent any more. */
  until: Date;
  withheld: Withholding | null;
  readAt: Date | null;
  sends: Send[];
}

interface NotificationDocument
  extends Omit<NotificationRecord, "id" | "userId" | "shopId" | "showId" | "dropId"> {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  shopId: Types.ObjectId;
  showId: Types.ObjectId;
  dropId: Types.ObjectId | null;
  /** Whether any copy of it was to be sent: those count for the day's cap. */
  outward: boolean;
  /** There while a copy is due; moved ahead by the server that takes it, so that no other one does. */
  dueAt?: Date;
}

/** A list that one looks back in for a season. */
const KEEP_SECONDS = 90 * 24 * 3600;
/** Nobody counts further. */
const MOST_UNREAD = 100;

const notificationSchema = new Schema<NotificationDocument>({
  userId: { type: Schema.Types.ObjectId, required: true },
  occasion: { type: String, required: true },
  kind: { type: String, required: true },
  shopId: { type: Schema.Types.ObjectId, required: true },
  showId: { type: Schema.Types.ObjectId, required: true },
  showTitle: { type: String, required: true },
  dropId: { type: Schema.Types.ObjectId, default: null },
  dropTitle: { type: String, default: null },
  at: { type: Date, required: true, index: { expireAfterSeconds: KEEP_SECONDS } },
  until: { type: Date, required: true },
  withheld: { type: String, default: null },
  readAt: { type: Date, default: null },
  sends: [
    new Schema<Send>(
      {
        deviceId: { type: String, default: null },
        state: { type: String, required: true },
        tries: { type: Number, required: true },
      },
      { _id: false },
    ),
  ],
  outward: { type: Boolean, required: true },
  dueAt: { type: Date },
});
// Once each per person and occasion, whatever is tried again and by how many servers: the database is the judge.
notificationSchema.index({ userId: 1, occasion: 1 }, { unique: true });
notificationSchema.index({ userId: 1, _id: -1 });
notificationSchema.index({ userId: 1, readAt: 1 });
notificationSchema.index({ userId: 1, outward: 1, at: -1 });
notificationSchema.index({ dueAt: 1 }, { sparse: true });

const toRecord = (found: NotificationDocument): NotificationRecord => ({
  id: found._id.toHexString(),
  userId: found.userId.toHexString(),
  occasion: found.occasion,
  kind: found.kind,
  shopId: found.shopId.toHexString(),
  showId: found.showId.toHexString(),
  showTitle: found.showTitle,
  dropId: found.dropId?.toHexString() ?? null,
  dropTitle: found.dropTitle,
  at: found.at,
  until: found.until,
  withheld: found.withheld,
  readAt: found.readAt,
  sends: found.sends.map(({ deviceId, state, tries }) => ({ deviceId, state, tries })),
});

export type NotificationStore = ReturnType<typeof createNotificationStore>;

/** What people were told, and what of it is still to be sent. */
export const createNotificationStore = (db: Db) => {
  const notifications = db.model<NotificationDocument>("Notification", notificationSchema);

  const unread = (userId: string): Promise<number> =>
    notifications.countDocuments({ userId, readAt: null }).limit(MOST_UNREAD);

  return {
    unread,

    /**
     * Adds notifications with what is to be sent of them, in one write each. Those that there are stay as they are.
     * @returns those that are new
     */
    async add(
      given: readonly Omit<NotificationRecord, "id" | "readAt">[],
      now: Date,
    ): Promise<Omit<NotificationRecord, "id" | "readAt">[]> {
      if (given.length === 0) return [];
      const result = await notifications.bulkWrite(
        given.map(({ userId, occasion, ...rest }) => ({
          updateOne: {
            filter: { userId: new Types.ObjectId(userId), occasion },
            update: {
              $setOnInsert: {
                ...rest,
                readAt: null,
                outward: rest.sends.length > 0,
                ...(rest.sends.length > 0 ? { dueAt: now } : {}),
              },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
      return Object.keys(result.upsertedIds).flatMap((index) => given[Number(index)] ?? []);
    },

    /** How many notifications were sent to each of these people since then; those with none are left out. */
    async countSent(userIds: readonly string[], since: Date): Promise<Map<string, number>> {
      const counts = await notifications.aggregate<{ _id: Types.ObjectId; count: number }>([
        {
          $match: {
            userId: { $in: userIds.map((id) => new Types.ObjectId(id)) },
            outward: true,
            at: { $gt: since },
          },
        },
        { $group: { _id: "$userId", count: { $sum: 1 } } },
      ]);
      return new Map(counts.map(({ _id, count }) => [_id.toHexString(), count]));
    },

    /** A person's list, newest first. */
    async list(userId: string, { before, limit }: { before?: string | undefined; limit: number }) {
      const found = await notifications
        .find({ userId, ...(before === undefined ? {} : { _id: trusted({ $lt: before }) }) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<NotificationDocument[]>();
      return found.map(toRecord);
    },

    /** Marks one of a person's notifications as read, or all. */
    async read(userId: string, id: string | undefined, at: Date): Promise<void> {
      await notifications.updateMany(
        { userId, readAt: null, ...(id === undefined ? {} : { _id: id }) },
        { $set: { readAt: at } },
      );
    },

    /**
     * Takes the notification that has been due longest, until `until`: if this server dies, another takes it then.
     * @returns null when none is due
     */
    async claim(now: Date, until: Date): Promise<NotificationRecord | null> {
      const found = await notifications
        .findOneAndUpdate(
          { dueAt: trusted({ $lte: now }) },
          { $set: { dueAt: until } },
          { sort: { dueAt: 1 }, returnDocument: "after" },
        )
        .lean<NotificationDocument>();
      return found && toRecord(found);
    },

    /** Keeps how its copies fare, while it is claimed until `until`. */
    async progress(id: string, until: Date, sends: readonly Send[]): Promise<void> {
      await notifications.updateOne({ _id: id, dueAt: until }, { $set: { sends } });
    },

    /** Lets go of a notification claimed until `until`: for good, or until its next try. */
    async release(id: string, until: Date, nextAt: Date | null): Promise<void> {
      await notifications.updateOne(
        { _id: id, dueAt: until },
        nextAt ? { $set: { dueAt: nextAt } } : { $unset: { dueAt: 1 } },
      );
    },
  };
};

import type { PushSubscription } from "@showdrop/shared";
import { MAX_DEVICES } from "@showdrop/shared";
import { Schema, type Types, trusted } from "mongoose";
import type { Db } from "../kit/mongo.ts";

export interface DeviceRecord {
  id: string;
  userId: string;
  sessionId: string;
  name: string;
  subscription: PushSubscription;
  addedAt: Date;
}

interface DeviceDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  /** Who signs out is told nothing there any more. */
  sessionId: Types.ObjectId;
  name: string;
  endpoint: string;
  keys: PushSubscription["keys"];
  addedAt: Date;
}

const deviceSchema = new Schema<DeviceDocument>({
  userId: { type: Schema.Types.ObjectId, required: true },
  sessionId: { type: Schema.Types.ObjectId, required: true, index: true },
  name: { type: String, required: true },
  // A browser is one person's at a time: whoever signs in there next takes it over.
  endpoint: { type: String, required: true, unique: true },
  keys: {
    type: new Schema<PushSubscription["keys"]>(
      { p256dh: { type: String, required: true }, auth: { type: String, required: true } },
      { _id: false },
    ),
    required: true,
  },
  addedAt: { type: Date, required: true },
});
deviceSchema.index({ userId: 1, _id: -1 });

const toRecord = ({
  _id,
  userId,
  sessionId,
  name,
  endpoint,
  keys,
  addedAt,
}: DeviceDocument): DeviceRecord => ({
  id: _id.toHexString(),
  userId: userId.toHexString(),
  sessionId: sessionId.toHexString(),
  name,
  subscription: { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } },
  addedAt,
});

export type DeviceStore = ReturnType<typeof createDeviceStore>;

/** The browsers that push messages go to. */
export const createDeviceStore = (db: Db) => {
  const devices = db.model<DeviceDocument>("Device", deviceSchema);

  const ofUser = async (userId: string): Promise<DeviceRecord[]> => {
    const found = await devices.find({ userId }).sort({ _id: -1 }).lean<DeviceDocument[]>();
    return found.map(toRecord);
  };

  return {
    ofUser,

    /** Adds a browser, or takes it over with its newest keys. The oldest of too many go. */
    async put(given: Omit<DeviceRecord, "id">): Promise<DeviceRecord> {
      const { subscription, ...rest } = given;
      const device = await devices
        .findOneAndUpdate(
          { endpoint: subscription.endpoint },
          { $set: { ...rest, keys: subscription.keys } },
          { upsert: true, returnDocument: "after" },
        )
        .lean<DeviceDocument>();
      if (!device) throw new Error("an upsert gave no document");
      const tooMany = (await ofUser(given.userId)).slice(MAX_DEVICES).map(({ id }) => id);
      if (tooMany.length > 0) await devices.deleteMany({ _id: trusted({ $in: tooMany }) });
      return toRecord(device);
    },

    /** The ids of these people's devices, by person; those with none are left out. */
    async idsOf(userIds: readonly string[]): Promise<Map<string, string[]>> {
      const found = await devices
        .find({ userId: trusted({ $in: [...userIds] }) })
        .select({ userId: 1 })
        .lean<Pick<DeviceDocument, "_id" | "userId">[]>();
      const byUser = new Map<string, string[]>();
      for (const { _id, userId } of found) {
        const key = userId.toHexString();
        byUser.set(key, [...(byUser.get(key) ?? []), _id.toHexString()]);
      }
      return byUser;
    },

    /** @returns null when it is gone, or has become another person's. */
    async find(id: string, userId: string): Promise<DeviceRecord | null> {
      const found = await devices.findOne({ _id: id, userId }).lean<DeviceDocument>();
      return found && toRecord(found);
    },

    async remove(id: string, userId: string): Promise<void> {
      await devices.deleteOne({ _id: id, userId });
    },

    /** Forgets the browser of a session that ended. */
    async removeOfSession(sessionId: string): Promise<void> {
      await devices.deleteMany({ sessionId });
    },
  };
};

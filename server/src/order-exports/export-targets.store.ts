import { Schema, Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";

/** Where a shop has its paid orders sent, and what they are signed with. */
export interface ExportTarget {
  url: string | null;
  secret: string;
}

interface ExportTargetDocument extends ExportTarget {
  /** The shop's id. */
  _id: Types.ObjectId;
}

const targetSchema = new Schema<ExportTargetDocument>(
  { url: { type: String, default: null }, secret: { type: String, required: true } },
  { collection: "export_targets" },
);

/** 32 random bytes, with a prefix by which a secret is recognised where it should not be. */
const drawSecret = (): string => `whsec_${randomToken(32)}`;

export type ExportTargetStore = ReturnType<typeof createExportTargetStore>;

/** Where shops have their orders sent. */
export const createExportTargetStore = (db: Db) => {
  const targets = db.model<ExportTargetDocument>("ExportTarget", targetSchema);
  const change = async (shopId: string, given: Partial<ExportTarget>, session: DbSession) => {
    const secret = given.secret === undefined ? { secret: drawSecret() } : {};
    const found = await targets
      .findOneAndUpdate(
        { _id: new Types.ObjectId(shopId) },
        { $set: given, $setOnInsert: secret },
        { upsert: true, returnDocument: "after", session },
      )
      .lean<ExportTargetDocument>();
    if (!found) throw new Error("an upsert gave nothing");
    return { url: found.url, secret: found.secret };
  };
  return {
    /** Null for a shop that never asked. */
    async find(shopId: string, session?: DbSession): Promise<ExportTarget | null> {
      const found = await targets
        .findById(shopId)
        .session(session ?? null)
        .lean<ExportTargetDocument>();
      return found && { url: found.url, secret: found.secret };
    },

    /** The shop's settings, with a secret made for it the first time. */
    open: (shopId: string, session: DbSession): Promise<ExportTarget> => change(shopId, {}, session),

    setUrl: (shopId: string, url: string | null, session: DbSession): Promise<ExportTarget> =>
      change(shopId, { url }, session),

    renewSecret: (shopId: string, session: DbSession): Promise<ExportTarget> =>
      change(shopId, { secret: drawSecret() }, session),
  };
};

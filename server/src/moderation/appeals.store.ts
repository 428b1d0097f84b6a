import type { AppealStatus, Sanction } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

/** An appeal, with what it is against as it was then. */
export interface AppealRecord {
  id: string;
  shopId: string;
  userId: string;
  /** The ban or timeout. */
  sanctionId: string;
  kind: Sanction["kind"];
  reason: string;
  sanctionedBy: string;
  sanctionedAt: Date;
  until: Date | null;
  text: string;
  at: Date;
  status: AppealStatus;
  answer: string;
  decidedBy: string | null;
  decidedAt: Date | null;
}

type References = "shopId" | "userId" | "sanctionId" | "sanctionedBy";
type AppealDocument = Omit<AppealRecord, "id" | "decidedBy" | References> & {
  _id: Types.ObjectId;
  decidedBy: Types.ObjectId | null;
} & Record<References, Types.ObjectId>;

const objectId = { type: Schema.Types.ObjectId, required: true } as const;
const text = { type: String, default: "" } as const;
const appealSchema = new Schema<AppealDocument>({
  shopId: objectId,
  userId: objectId,
  // Once each: the database is the judge.
  sanctionId: { ...objectId, unique: true },
  kind: { type: String, required: true },
  reason: text,
  sanctionedBy: objectId,
  sanctionedAt: { type: Date, required: true },
  until: { type: Date, default: null },
  text,
  at: { type: Date, required: true },
  status: { type: String, default: "waiting" },
  answer: text,
  decidedBy: { type: Schema.Types.ObjectId, default: null },
  decidedAt: { type: Date, default: null },
});
appealSchema.index({ shopId: 1, status: 1, _id: -1 });
appealSchema.index({ shopId: 1, userId: 1, _id: -1 });

const toRecord = ({ _id, ...appeal }: AppealDocument): AppealRecord => ({
  ...appeal,
  id: _id.toHexString(),
  shopId: appeal.shopId.toHexString(),
  userId: appeal.userId.toHexString(),
  sanctionId: appeal.sanctionId.toHexString(),
  sanctionedBy: appeal.sanctionedBy.toHexString(),
  decidedBy: appeal.decidedBy?.toHexString() ?? null,
});

export type NewAppeal = Omit<AppealRecord, "id" | "status" | "answer" | "decidedBy" | "decidedAt">;
export type Verdict = { status: "upheld" | "lifted"; answer: string; by: string; at: Date };
export interface AppealPage {
  status?: AppealStatus | undefined;
  before?: string | undefined;
  limit: number;
}
export type AppealStore = ReturnType<typeof createAppealStore>;

/** The appeals against bans and long timeouts. */
export const createAppealStore = (db: Db) => {
  const appeals = db.model<AppealDocument>("Appeal", appealSchema);
  return {
    /** @returns null when there is an appeal against the same already. */
    async add(given: NewAppeal): Promise<AppealRecord | null> {
      try {
        const added = await appeals.create({ _id: new Types.ObjectId(), ...given });
        return toRecord(added.toObject());
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    async find(shopId: string, id: string, session: DbSession | null = null): Promise<AppealRecord | null> {
      const found = await appeals.findOne({ _id: id, shopId }, null, { session }).lean<AppealDocument>();
      return found && toRecord(found);
    },

    async against(sanctionId: string): Promise<AppealRecord | null> {
      const found = await appeals.findOne({ sanctionId }).lean<AppealDocument>();
      return found && toRecord(found);
    },

    /** Somebody's last appeal in a shop. */
    async lastOf(shopId: string, userId: string): Promise<AppealRecord | null> {
      const found = await appeals.findOne({ shopId, userId }).sort({ _id: -1 }).lean<AppealDocument>();
      return found && toRecord(found);
    },

    /** Newest first. */
    async list(shopId: string, { status, before, limit }: AppealPage): Promise<AppealRecord[]> {
      const found = await appeals
        .find({
          shopId,
          ...(status ? { status } : {}),
          ...(before ? { _id: trusted({ $lt: new Types.ObjectId(before) }) } : {}),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<AppealDocument[]>();
      return found.map(toRecord);
    },

    /** Decides the appeal against something, if it waits. @returns it as it is then, or null when none waits. */
    async settle(sanctionId: string, { by, at, ...verdict }: Verdict, session: DbSession) {
      const found = await appeals
        .findOneAndUpdate(
          { sanctionId, status: "waiting" },
          { ...verdict, decidedBy: by, decidedAt: at },
          { session, returnDocument: "after" },
        )
        .lean<AppealDocument>();
      return found && toRecord(found);
    },
  };
};

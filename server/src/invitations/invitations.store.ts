import type { GivenRole } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

export interface InvitationRecord {
  id: string;
  shopId: string;
  email: string;
  role: GivenRole;
  invitedBy: string;
  invitedAt: Date;
  expiresAt: Date;
  declinedAt: Date | null;
}

interface InvitationDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  email: string;
  role: GivenRole;
  tokenHash: string;
  invitedBy: Types.ObjectId;
  invitedAt: Date;
  expiresAt: Date;
  declinedAt: Date | null;
}

/** Seconds for which one that is over is still shown to the owner, who may send it again. */
const KEPT_SECONDS = 30 * 24 * 3600;

const invitationSchema = new Schema<InvitationDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  email: { type: String, required: true },
  role: { type: String, required: true },
  tokenHash: { type: String, required: true, unique: true },
  invitedBy: { type: Schema.Types.ObjectId, required: true },
  invitedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true, index: { expireAfterSeconds: KEPT_SECONDS } },
  declinedAt: { type: Date, default: null },
});
// One for each email: another takes its place.
invitationSchema.index({ shopId: 1, email: 1 }, { unique: true });

const toRecord = ({ _id, tokenHash: _, ...invitation }: InvitationDocument): InvitationRecord => ({
  ...invitation,
  id: _id.toHexString(),
  shopId: invitation.shopId.toHexString(),
  invitedBy: invitation.invitedBy.toHexString(),
});

export type InvitationStore = ReturnType<typeof createInvitationStore>;

/** Invitations to shops' teams that nobody accepted yet. Only a hash of each link's token is kept. */
export const createInvitationStore = (db: Db) => {
  const invitations = db.model<InvitationDocument>("Invitation", invitationSchema);
  return {
    /** Invites an email, in the place of the invitation that it has already. */
    async put(
      { shopId, email, ...given }: Omit<InvitationRecord, "id" | "declinedAt"> & { tokenHash: string },
      session: DbSession,
    ): Promise<InvitationRecord> {
      const found = await invitations
        .findOneAndUpdate(
          { shopId, email },
          { $set: { ...given, declinedAt: null } },
          { session, upsert: true, returnDocument: "after" },
        )
        .lean<InvitationDocument>();
      if (!found) throw new Error("inviting gave no document");
      return toRecord(found);
    },

    async find(shopId: string, id: string): Promise<InvitationRecord | null> {
      const found = await invitations.findOne({ _id: id, shopId }).lean<InvitationDocument>();
      return found && toRecord(found);
    },

    /** The invitation of a link that is still good, or null. */
    async byToken(
      tokenHash: string,
      now: Date,
      session: DbSession | null = null,
    ): Promise<InvitationRecord | null> {
      const found = await invitations
        .findOne({ tokenHash, declinedAt: null }, null, { session })
        .lean<InvitationDocument>();
      return found && found.expiresAt > now ? toRecord(found) : null;
    },

    /** Newest first. */
    async ofShop(shopId: string): Promise<InvitationRecord[]> {
      const found = await invitations.find({ shopId }).sort({ invitedAt: -1 }).lean<InvitationDocument[]>();
      return found.map(toRecord);
    },

    /** @returns what was taken away, or null when there was none. */
    async remove(shopId: string, id: string, session: DbSession): Promise<InvitationRecord | null> {
      const found = await invitations
        .findOneAndDelete({ _id: id, shopId }, { session })
        .lean<InvitationDocument>();
      return found && toRecord(found);
    },

    /** @returns false when it was declined, or taken away, before. */
    async decline(id: string, at: Date, session: DbSession): Promise<boolean> {
      const { modifiedCount } = await invitations.updateOne(
        { _id: id, declinedAt: null },
        { declinedAt: at },
        { session },
      );
      return modifiedCount === 1;
    },
  };
};

import type { FollowKind } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, driverOf, isDuplicateKey } from "../kit/mongo.ts";

/** What is followed: a shop, a show or a drop, by its id. */
export interface Subject {
  kind: FollowKind;
  id: string;
}

interface FollowDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  kind: FollowKind;
  subjectId: Types.ObjectId;
  at: Date;
}

const followSchema = new Schema<FollowDocument>({
  userId: { type: Schema.Types.ObjectId, required: true },
  kind: { type: String, required: true },
  subjectId: { type: Schema.Types.ObjectId, required: true },
  at: { type: Date, required: true },
});
followSchema.index({ userId: 1, kind: 1, subjectId: 1 }, { unique: true });
followSchema.index({ kind: 1, subjectId: 1, _id: 1 });

export type FollowStore = ReturnType<typeof createFollowStore>;

/** Who follows what, and since when. Nothing is kept of what somebody follows no longer. */
export const createFollowStore = (db: Db) => {
  const follows = db.model<FollowDocument>("Follow", followSchema);
  const matching = ({ kind, id }: Subject) => ({ kind, subjectId: id });
  return {
    /** @returns false when they follow it already. */
    async add(userId: string, subject: Subject, at: Date): Promise<boolean> {
      try {
        await follows.create({ userId, ...matching(subject), at });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** @returns whether they followed it. */
    async remove(userId: string, subject: Subject): Promise<boolean> {
      return (await follows.deleteOne({ userId, ...matching(subject) })).deletedCount === 1;
    },

    async follows(userId: string, subject: Subject): Promise<boolean> {
      return (await follows.exists({ userId, ...matching(subject) })) !== null;
    },

    /** Since when a person follows a shop without a break; null when they do not. */
    async followedSince(shopId: string, userId: string): Promise<Date | null> {
      const follow = {
        userId: new Types.ObjectId(userId),
        kind: "shop",
        subjectId: new Types.ObjectId(shopId),
      } as const;
      return (await driverOf(follows).findOne(follow))?.at ?? null;
    },

    /** Everything that a person follows, newest first. */
    async of(userId: string): Promise<(Subject & { at: Date })[]> {
      const found = await follows.find({ userId }).sort({ _id: -1 }).lean<FollowDocument[]>();
      return found.map(({ kind, subjectId, at }) => ({ kind, id: subjectId.toHexString(), at }));
    },

    countOf: (userId: string): Promise<number> => follows.countDocuments({ userId }),

    /** Those who follow something since a moment within a time, its end not included. */
    countNewFollowers: (subject: Subject, from: Date, to: Date): Promise<number> =>
      follows.countDocuments({ ...matching(subject), at: trusted({ $gte: from, $lt: to }) }),

    countFollowers: (subject: Subject): Promise<number> => follows.countDocuments(matching(subject)),

    /**
     * Those who followed something at a moment, in the order in which they came.
     * @param after the last id of the page before; null for the first
     */
    async followersAt(
      subject: Subject,
      { at, after, limit }: { at: Date; after: string | null; limit: number },
    ): Promise<{ id: string; userId: string }[]> {
      const found = await follows
        .find({
          ...matching(subject),
          at: trusted({ $lte: at }),
          ...(after === null ? {} : { _id: trusted({ $gt: after }) }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<FollowDocument[]>();
      return found.map(({ _id, userId }) => ({ id: _id.toHexString(), userId: userId.toHexString() }));
    },
  };
};

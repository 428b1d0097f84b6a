import type { ReportReason } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

interface HelpfulDocument {
  _id: Types.ObjectId;
  reviewId: Types.ObjectId;
  userId: Types.ObjectId;
}

interface ReportDocument {
  _id: Types.ObjectId;
  reviewId: Types.ObjectId;
  reporterId: Types.ObjectId;
  reason: ReportReason;
  at: Date;
  /** Whether operators judged the review since. */
  judged: boolean;
}

const objectId = { type: Schema.Types.ObjectId, required: true } as const;
const helpfulSchema = new Schema<HelpfulDocument>(
  { reviewId: objectId, userId: objectId },
  { collection: "review_helpfuls" },
);
helpfulSchema.index({ reviewId: 1, userId: 1 }, { unique: true });
helpfulSchema.index({ userId: 1 });

const reportSchema = new Schema<ReportDocument>(
  {
    ...{ reviewId: objectId, reporterId: objectId },
    reason: { type: String, required: true },
    at: { type: Date, required: true },
    judged: { type: Boolean, default: false },
  },
  { collection: "review_reports" },
);
reportSchema.index({ reviewId: 1, reporterId: 1 }, { unique: true });
reportSchema.index({ judged: 1, at: -1 });

/** What was reported of one review and not judged since, all reporters together. */
export interface ReportedReview {
  reviewId: string;
  count: number;
  reasons: Partial<Record<ReportReason, number>>;
  lastAt: Date;
}

/** Reports that are read at once: more wait than anybody judges in one go. */
const MOST_REPORTS = 2_000;

export type VoiceStore = ReturnType<typeof createVoiceStore>;

/** What readers say of reviews: that they helped, or that something is not right. Each person counts once. */
export const createVoiceStore = (db: Db) => {
  const helpfuls = db.model<HelpfulDocument>("ReviewHelpful", helpfulSchema);
  const reports = db.model<ReportDocument>("ReviewReport", reportSchema);
  return {
    /** Keeps or takes back that a review helped somebody. @returns how many it helped then. */
    async setHelpful(
      { reviewId, userId, helpful }: { reviewId: string; userId: string; helpful: boolean },
      session: DbSession,
    ): Promise<number> {
      const mark = { reviewId, userId };
      if (helpful) await helpfuls.updateOne(mark, { $setOnInsert: mark }, { upsert: true, session });
      else await helpfuls.deleteOne(mark, { session });
      return (await helpfuls.find({ reviewId }).select({ _id: 1 }).session(session).lean()).length;
    },

    /** Which of these reviews helped a person. */
    async foundHelpful(userId: string, reviewIds: readonly string[]): Promise<string[]> {
      const found = await helpfuls
        .find({ userId, reviewId: trusted({ $in: [...reviewIds] }) })
        .lean<HelpfulDocument[]>();
      return found.map(({ reviewId }) => reviewId.toHexString());
    },

    /** Every review that helped a person. */
    async helpedBy(userId: string): Promise<string[]> {
      const found = await helpfuls.find({ userId }).lean<HelpfulDocument[]>();
      return found.map(({ reviewId }) => reviewId.toHexString());
    },

    /** Keeps a report; a second one of the same person changes nothing. */
    async report(given: {
      reviewId: string;
      reporterId: string;
      reason: ReportReason;
      at: Date;
    }): Promise<void> {
      try {
        await reports.create({ _id: new Types.ObjectId(), ...given });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    /** Reviews with reports that nobody judged yet, the most reported first. */
    async reported(): Promise<ReportedReview[]> {
      const found = await reports
        .find({ judged: false })
        .sort({ at: -1 })
        .limit(MOST_REPORTS)
        .lean<ReportDocument[]>();
      const cases = new Map<string, ReportedReview>();
      for (const { reviewId, reason, at } of found) {
        const id = reviewId.toHexString();
        const known = cases.get(id) ?? { reviewId: id, count: 0, reasons: {}, lastAt: at };
        known.count += 1;
        known.reasons[reason] = (known.reasons[reason] ?? 0) + 1;
        cases.set(id, known);
      }
      return [...cases.values()].toSorted((a, b) => b.count - a.count);
    },

    /** What was reported of a review is judged; who reports it later is heard anew. */
    async judge(reviewId: string, session: DbSession): Promise<void> {
      await reports.updateMany({ reviewId, judged: false }, { $set: { judged: true } }, { session });
    },

    async forgetReview(reviewId: string, session: DbSession): Promise<void> {
      await helpfuls.deleteMany({ reviewId }, { session });
      await reports.deleteMany({ reviewId }, { session });
    },

    async forgetPerson(userId: string, session: DbSession): Promise<void> {
      await helpfuls.deleteMany({ userId }, { session });
      await reports.deleteMany({ reporterId: userId }, { session });
    },
  };
};

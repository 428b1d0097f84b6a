import type { ReportReason } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../../kit/mongo.ts";

/** What was reported of one message, all reporters together. */
export interface ReportRecord {
  messageId: string;
  showId: string;
  count: number;
  reasons: Partial<Record<ReportReason, number>>;
  firstAt: Date;
  lastAt: Date;
}

interface ReportDocument {
  _id: Types.ObjectId;
  messageId: Types.ObjectId;
  reporterId: Types.ObjectId;
  reason: ReportReason;
  at: Date;
}

interface CaseDocument {
  /** The message. */
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  count: number;
  reasons: Partial<Record<ReportReason, number>>;
  firstAt: Date;
  lastAt: Date;
  outcome: "resolved" | "dismissed" | null;
}

const reportSchema = new Schema<ReportDocument>({
  messageId: { type: Schema.Types.ObjectId, required: true },
  reporterId: { type: Schema.Types.ObjectId, required: true },
  reason: { type: String, required: true },
  at: { type: Date, required: true },
});
reportSchema.index({ messageId: 1, reporterId: 1 }, { unique: true });

const caseSchema = new Schema<CaseDocument>(
  {
    showId: { type: Schema.Types.ObjectId, required: true },
    count: { type: Number, required: true },
    reasons: { type: Schema.Types.Mixed, required: true },
    firstAt: { type: Date, required: true },
    lastAt: { type: Date, required: true },
    outcome: { type: String, default: null },
  },
  { collection: "report_cases" },
);
caseSchema.index({ showId: 1, outcome: 1, count: -1 });

const toRecord = ({ _id, showId, count, reasons, firstAt, lastAt }: CaseDocument): ReportRecord => ({
  ...{ messageId: _id.toHexString(), showId: showId.toHexString(), count, reasons, firstAt, lastAt },
});

export interface NewReport {
  messageId: string;
  showId: string;
  reporterId: string;
  reason: ReportReason;
  at: Date;
}

export type ReportStore = ReturnType<typeof createReportStore>;

/** What viewers reported: who reported which message, once, and the case that the team looks at. */
export const createReportStore = (db: Db) => {
  const reports = db.model<ReportDocument>("Report", reportSchema);
  const cases = db.model<CaseDocument>("ReportCase", caseSchema);
  return {
    /** Keeps that somebody reported a message. @returns false when they had already. */
    async add({ messageId, reporterId, reason, at }: NewReport): Promise<boolean> {
      try {
        await reports.create({ _id: new Types.ObjectId(), messageId, reporterId, reason, at });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Counts a report to its message's case. @returns the case, or null when the team closed it already. */
    async count({ messageId, showId, reason, at }: NewReport): Promise<ReportRecord | null> {
      const change = {
        $setOnInsert: { showId, firstAt: at, outcome: null },
        $set: { lastAt: at },
        $inc: { count: 1, [`reasons.${reason}`]: 1 },
      };
      const found = await cases
        .findOneAndUpdate({ _id: messageId }, change, { upsert: true, returnDocument: "after" })
        .lean<CaseDocument>();
      return found && found.outcome === null ? toRecord(found) : null;
    },

    /** A show's cases that nobody closed, the most reported first. */
    async listOpen(showId: string, limit: number): Promise<ReportRecord[]> {
      const found = await cases
        .find({ showId, outcome: null })
        .sort({ count: -1, lastAt: -1 })
        .limit(limit)
        .lean<CaseDocument[]>();
      return found.map(toRecord);
    },

    /** @returns the case that was open until now; null when there is none. */
    async close(
      showId: string,
      messageId: string,
      outcome: "resolved" | "dismissed",
      session: DbSession,
    ): Promise<ReportRecord | null> {
      const closed = await cases
        .findOneAndUpdate(
          { _id: messageId, showId, outcome: null },
          { $set: { outcome } },
          { returnDocument: "after", session },
        )
        .lean<CaseDocument>();
      return closed && toRecord(closed);
    },
  };
};

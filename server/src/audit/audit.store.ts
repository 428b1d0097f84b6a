import { Schema, type Types } from "mongoose";
import type { Clock } from "../kit/clock.ts";
import type { Db, DbSession } from "../kit/mongo.ts";

/** One privileged action: who did what to which thing (`variant:65f…`), what changed, and why. */
export interface AuditRow {
  /** Null: the system, by a rule that it was given. */
  actorId: string | null;
  action: string;
  subject: string;
  reason?: string;
  before?: unknown;
  after?: unknown;
}

interface AuditDocument {
  _id: Types.ObjectId;
  at: Date;
  actorId: Types.ObjectId | null;
  action: string;
  subject: string;
  reason: string;
  before: unknown;
  after: unknown;
}

const auditSchema = new Schema<AuditDocument>(
  {
    at: { type: Date, required: true, immutable: true },
    actorId: { type: Schema.Types.ObjectId, default: null, immutable: true },
    action: { type: String, required: true, immutable: true },
    subject: { type: String, required: true, index: true, immutable: true },
    reason: { type: String, default: "", immutable: true },
    before: { type: Schema.Types.Mixed, default: null, immutable: true },
    after: { type: Schema.Types.Mixed, default: null, immutable: true },
  },
  { minimize: false, collection: "audit_log" },
);

export type AuditStore = ReturnType<typeof createAuditStore>;

/** The log of privileged actions. Rows are added, never changed. */
export const createAuditStore = (db: Db, clock: Clock) => {
  const rows = db.model<AuditDocument>("AuditRow", auditSchema);
  return {
    /** Adds a row; within `session` it stands or falls with the action itself. */
    async record(row: AuditRow, session?: DbSession): Promise<void> {
      await rows.create([{ at: new Date(clock.now()), ...row }], session ? { session } : {});
    },

    /** What was done to one thing, oldest first. */
    async of(subject: string): Promise<(Required<AuditRow> & { at: Date })[]> {
      const found = await rows.find({ subject }).sort({ _id: 1 }).lean<AuditDocument[]>();
      return found.map(({ _id, actorId, ...row }) => ({ ...row, actorId: actorId?.toHexString() ?? null }));
    },
  };
};

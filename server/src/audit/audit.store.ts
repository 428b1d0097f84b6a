import { Schema, Types, trusted } from "mongoose";
import type { Clock } from "../kit/clock.ts";
import type { Db, DbSession } from "../kit/mongo.ts";

/** One privileged action: who did what to which thing (`variant:65f…`), what changed, and why. */
export interface AuditRow {
  /** Null: the system, by a rule that it was given. */
  actorId: string | null;
  /** Written `topic:verb`. */
  action: string;
  subject: string;
  reason?: string;
  before?: unknown;
  after?: unknown;
  /** The shop whose log it belongs to; left out where it belongs to none. */
  shopId?: string;
  /** To whom it was done. */
  personId?: string;
  messageId?: string;
}

/** A row as it is kept. */
export type AuditRecord = Required<Omit<AuditRow, "shopId" | "personId" | "messageId">> & {
  id: string;
  at: Date;
  shopId: string | null;
  personId: string | null;
  messageId: string | null;
};

interface AuditDocument {
  _id: Types.ObjectId;
  at: Date;
  actorId: Types.ObjectId | null;
  action: string;
  /** The part of the action before its colon. */
  topic: string;
  subject: string;
  reason: string;
  before: unknown;
  after: unknown;
  shopId: Types.ObjectId | null;
  personId: Types.ObjectId | null;
  messageId: Types.ObjectId | null;
}

const maybeId = { type: Schema.Types.ObjectId, default: null, immutable: true } as const;
const auditSchema = new Schema<AuditDocument>(
  {
    at: { type: Date, required: true, immutable: true },
    actorId: maybeId,
    action: { type: String, required: true, immutable: true },
    topic: { type: String, required: true, immutable: true },
    subject: { type: String, required: true, index: true, immutable: true },
    reason: { type: String, default: "", immutable: true },
    before: { type: Schema.Types.Mixed, default: null, immutable: true },
    after: { type: Schema.Types.Mixed, default: null, immutable: true },
    shopId: maybeId,
    personId: maybeId,
    messageId: maybeId,
  },
  { minimize: false, collection: "audit_log" },
);
auditSchema.index({ shopId: 1, _id: -1 });
auditSchema.index({ actorId: 1, _id: -1 });
auditSchema.index({ topic: 1, _id: -1 });
auditSchema.index({ shopId: 1, personId: 1, _id: -1 });

const toRecord = ({ _id, topic: _, ...row }: AuditDocument): AuditRecord => ({
  ...row,
  id: _id.toHexString(),
  actorId: row.actorId?.toHexString() ?? null,
  shopId: row.shopId?.toHexString() ?? null,
  personId: row.personId?.toHexString() ?? null,
  messageId: row.messageId?.toHexString() ?? null,
});

/** Which rows of a shop: those before a row, of one person, actor or action. */
export interface LogPage {
  personId?: string | undefined;
  actorId?: string | undefined;
  action?: string | undefined;
  before?: string | undefined;
  limit: number;
}

/** Which rows of the whole log; `action` is one or, without a colon, all of a topic. */
export interface LogSearch extends Omit<LogPage, "personId"> {
  from?: Date | undefined;
  to?: Date | undefined;
}

export type AuditStore = ReturnType<typeof createAuditStore>;

/** The log of privileged actions. Rows are added, never changed. */
export const createAuditStore = (db: Db, clock: Clock) => {
  const rows = db.model<AuditDocument>("AuditRow", auditSchema);

  /** Adds a row; within `session` it stands or falls with the action itself. */
  const append = async (row: AuditRow, session?: DbSession): Promise<AuditRecord> => {
    const topic = row.action.split(":")[0] ?? "";
    const [added] = await rows.create(
      [{ _id: new Types.ObjectId(), at: new Date(clock.now()), topic, ...row }],
      session ? { session } : {},
    );
    if (!added) throw new Error("adding an audit row gave no document");
    return toRecord(added.toObject());
  };

  return {
    append,

    async record(row: AuditRow, session?: DbSession): Promise<void> {
      await append(row, session);
    },

    /** What was done to one thing, oldest first. */
    async of(subject: string): Promise<AuditRecord[]> {
      const found = await rows.find({ subject }).sort({ _id: 1 }).lean<AuditDocument[]>();
      return found.map(toRecord);
    },

    /** A shop's rows on these topics, newest first. */
    async ofShop(
      shopId: string,
      topics: readonly string[],
      { before, limit, ...only }: LogPage,
    ): Promise<AuditRecord[]> {
      const found = await rows
        .find({
          shopId,
          topic: trusted({ $in: [...topics] }),
          ...(only.personId ? { personId: only.personId } : {}),
          ...(only.actorId ? { actorId: only.actorId } : {}),
          ...(only.action ? { action: only.action } : {}),
          ...(before ? { _id: trusted({ $lt: new Types.ObjectId(before) }) } : {}),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<AuditDocument[]>();
      return found.map(toRecord);
    },

    /** Rows of the whole log, newest first. */
    async search({ before, limit, from, to, actorId, action }: LogSearch): Promise<AuditRecord[]> {
      const found = await rows
        .find({
          ...(actorId ? { actorId } : {}),
          ...(action ? (action.includes(":") ? { action } : { topic: action }) : {}),
          ...(from || to
            ? { at: trusted({ ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) }) }
            : {}),
          ...(before ? { _id: trusted({ $lt: new Types.ObjectId(before) }) } : {}),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<AuditDocument[]>();
      return found.map(toRecord);
    },

    /** The last time that this was done in a shop to a person or a message; null: never. */
    async latest(
      shopId: string,
      action: string,
      to: { personId: string } | { messageId: string },
    ): Promise<AuditRecord | null> {
      const found = await rows
        .findOne({ shopId, action, ...to })
        .sort({ _id: -1 })
        .lean<AuditDocument>();
      return found && toRecord(found);
    },
  };
};

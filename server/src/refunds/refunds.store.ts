import { type RefundReason, type RefundStatus, refundMoves, refundStatuses } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { RefundedLine } from "../fulfilment/units.ts";
import type { Db, DbSession } from "../kit/mongo.ts";

/** Money that goes back to a buyer, from the moment it is decided. */
export interface RefundRecord {
  id: string;
  orderId: string;
  status: RefundStatus;
  /** Minor units of the order's currency. */
  amount: number;
  lines: RefundedLine[];
  restocked: boolean;
  /** The whole order is called off by it. */
  cancels: boolean;
  reason: RefundReason;
  note: string;
  by: string | null;
  /** The attempt that made it: a retry finds it again. */
  key: string;
  at: Date;
}

interface RefundDocument extends Omit<RefundRecord, "id" | "orderId" | "by"> {
  _id: Types.ObjectId;
  orderId: Types.ObjectId;
  by: Types.ObjectId | null;
}

const refundSchema = new Schema<RefundDocument>({
  orderId: { type: Schema.Types.ObjectId, required: true },
  status: { type: String, required: true },
  amount: { type: Number, required: true },
  lines: [
    new Schema<RefundedLine>(
      {
        lineId: { type: String, required: true },
        quantity: { type: Number, required: true },
        unsent: { type: Number, required: true },
      },
      { _id: false },
    ),
  ],
  restocked: { type: Boolean, required: true },
  cancels: { type: Boolean, required: true },
  reason: { type: String, required: true },
  note: { type: String, default: "" },
  by: { type: Schema.Types.ObjectId, default: null },
  key: { type: String, required: true },
  at: { type: Date, required: true },
});
refundSchema.index({ orderId: 1, key: 1 }, { unique: true });
refundSchema.index({ status: 1, at: 1 });

const toRecord = ({ _id, orderId, by, ...rest }: RefundDocument): RefundRecord => ({
  ...rest,
  id: _id.toHexString(),
  orderId: orderId.toHexString(),
  by: by?.toHexString() ?? null,
});

const statusesBefore = (to: RefundStatus): RefundStatus[] =>
  refundStatuses.filter((from) => (refundMoves[from] as readonly RefundStatus[]).includes(to));

export type RefundStore = ReturnType<typeof createRefundStore>;

/** The refunds. */
export const createRefundStore = (db: Db) => {
  const refunds = db.model<RefundDocument>("Refund", refundSchema);
  return {
    async add(
      given: Omit<RefundRecord, "id" | "status">,
      status: RefundStatus,
      session: DbSession,
    ): Promise<RefundRecord> {
      const [made] = await refunds.create([{ _id: new Types.ObjectId(), ...given, status }], { session });
      if (!made) throw new Error("create gave no refund");
      return toRecord(made.toObject());
    },

    async find(id: string): Promise<RefundRecord | null> {
      const found = await refunds.findById(id).lean<RefundDocument>();
      return found && toRecord(found);
    },

    /** An order's refunds, oldest first, those that failed too. */
    async of(orderId: string, session?: DbSession): Promise<RefundRecord[]> {
      const found = await refunds
        .find({ orderId })
        .sort({ _id: 1 })
        .session(session ?? null)
        .lean<RefundDocument[]>();
      return found.map(toRecord);
    },

    async ofMany(orderIds: readonly string[]): Promise<Map<string, RefundRecord[]>> {
      const found = await refunds
        .find({ orderId: trusted({ $in: [...orderIds] }) })
        .sort({ _id: 1 })
        .lean<RefundDocument[]>();
      const byOrder = new Map<string, RefundRecord[]>(orderIds.map((id) => [id, []]));
      for (const record of found.map(toRecord)) byOrder.get(record.orderId)?.push(record);
      return byOrder;
    },

    /** Those whose outcome is not known since before `at`, oldest first. */
    async pendingSince(at: Date): Promise<RefundRecord[]> {
      const found = await refunds
        .find({ status: "pending", at: trusted({ $lt: at }) })
        .sort({ at: 1 })
        .limit(100)
        .lean<RefundDocument[]>();
      return found.map(toRecord);
    },

    /** Moves a refund on, if the table of moves lets it. @returns it as it is then, or null when it may not. */
    async move(id: string, to: RefundStatus, session: DbSession): Promise<RefundRecord | null> {
      const found = await refunds
        .findOneAndUpdate(
          { _id: id, status: trusted({ $in: statusesBefore(to) }) },
          { $set: { status: to } },
          { returnDocument: "after", session },
        )
        .lean<RefundDocument>();
      return found && toRecord(found);
    },
  };
};

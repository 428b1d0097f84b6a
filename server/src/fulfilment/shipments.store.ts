import { type Carrier, type LineUnits, type ShipmentStatus, shipmentStatusesBefore } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

/** One parcel, or what is handed over at a pickup. */
export interface ShipmentRecord {
  id: string;
  orderId: string;
  status: ShipmentStatus;
  lines: LineUnits[];
  carrier: Carrier | null;
  trackingNumber: string | null;
  packedAt: Date;
  shippedAt: Date | null;
  receivedAt: Date | null;
}

interface ShipmentDocument extends Omit<ShipmentRecord, "id" | "orderId"> {
  _id: Types.ObjectId;
  orderId: Types.ObjectId;
  /** The attempt that made it: a retry finds it again. */
  attempt: string;
}

const shipmentSchema = new Schema<ShipmentDocument>({
  orderId: { type: Schema.Types.ObjectId, required: true },
  attempt: { type: String, required: true },
  status: { type: String, required: true },
  lines: [
    new Schema<LineUnits>(
      { lineId: { type: String, required: true }, quantity: { type: Number, required: true } },
      { _id: false },
    ),
  ],
  carrier: { type: String, default: null },
  trackingNumber: { type: String, default: null },
  packedAt: { type: Date, required: true },
  shippedAt: { type: Date, default: null },
  receivedAt: { type: Date, default: null },
});
shipmentSchema.index({ orderId: 1, attempt: 1 }, { unique: true });

const toRecord = ({ _id, orderId, attempt: _, ...rest }: ShipmentDocument): ShipmentRecord => ({
  ...rest,
  id: _id.toHexString(),
  orderId: orderId.toHexString(),
});

export type ShipmentStore = ReturnType<typeof createShipmentStore>;

/** What was packed, sent and handed over. */
export const createShipmentStore = (db: Db) => {
  const shipments = db.model<ShipmentDocument>("Shipment", shipmentSchema);
  return {
    async pack(
      given: { orderId: string; attempt: string; lines: LineUnits[]; at: Date },
      session: DbSession,
    ): Promise<ShipmentRecord> {
      const { orderId, attempt, lines, at } = given;
      const [made] = await shipments.create(
        [{ _id: new Types.ObjectId(), orderId, attempt, lines, status: "packed", packedAt: at }],
        { session },
      );
      if (!made) throw new Error("create gave no shipment");
      return toRecord(made.toObject());
    },

    /** The shipment that an attempt made; null when it made none. */
    async ofAttempt(orderId: string, attempt: string, session: DbSession): Promise<ShipmentRecord | null> {
      const found = await shipments.findOne({ orderId, attempt }).session(session).lean<ShipmentDocument>();
      return found && toRecord(found);
    },

    /** An order's shipments, oldest first, those taken apart too. */
    async of(orderId: string, session?: DbSession): Promise<ShipmentRecord[]> {
      const found = await shipments
        .find({ orderId })
        .sort({ _id: 1 })
        .session(session ?? null)
        .lean<ShipmentDocument[]>();
      return found.map(toRecord);
    },

    async ofMany(orderIds: readonly string[]): Promise<Map<string, ShipmentRecord[]>> {
      const found = await shipments
        .find({ orderId: trusted({ $in: [...orderIds] }) })
        .sort({ _id: 1 })
        .lean<ShipmentDocument[]>();
      const byOrder = new Map<string, ShipmentRecord[]>(orderIds.map((id) => [id, []]));
      for (const record of found.map(toRecord)) byOrder.get(record.orderId)?.push(record);
      return byOrder;
    },

    /** Moves a shipment on, if the table of moves lets it. @returns it as it is then, or null when it may not. */
    async move(
      id: string,
      to: ShipmentStatus,
      change: Partial<Pick<ShipmentRecord, "carrier" | "trackingNumber" | "shippedAt" | "receivedAt">>,
      session: DbSession,
    ): Promise<ShipmentRecord | null> {
      const found = await shipments
        .findOneAndUpdate(
          { _id: id, status: trusted({ $in: shipmentStatusesBefore(to) }) },
          { $set: { ...change, status: to } },
          { returnDocument: "after", session },
        )
        .lean<ShipmentDocument>();
      return found && toRecord(found);
    },
  };
};

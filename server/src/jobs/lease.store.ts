import type { LeaseReport } from "@showdrop/shared";
import { Schema, trusted } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";

interface LeaseDocument {
  /** What only one server may do at a time. */
  _id: string;
  holder: string;
  until: Date;
}

const leaseSchema = new Schema<LeaseDocument>({
  _id: String,
  holder: { type: String, required: true },
  until: { type: Date, required: true },
});

export type LeaseStore = ReturnType<typeof createLeaseStore>;

/** Who among the servers may do what only one does at a time. A server that died loses its leases by itself. */
export const createLeaseStore = (db: Db) => {
  const leases = db.model<LeaseDocument>("Lease", leaseSchema);
  const holder = randomToken(12);
  return {
    /** Takes or renews a lease until `until`. @returns false while another server has it. */
    async take(name: string, now: Date, until: Date): Promise<boolean> {
      try {
        const taken = await leases.updateOne(
          { _id: name, $or: [{ holder }, { until: trusted({ $lte: now }) }] },
          { $set: { holder, until } },
          { upsert: true },
        );
        return taken.matchedCount + taken.upsertedCount === 1;
      } catch (error) {
        // It is there and another's: the upsert wanted to make it a second time.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Those that are held at a moment. */
    async held(now: Date): Promise<LeaseReport[]> {
      const found = await leases
        .find({ until: trusted({ $gt: now }) })
        .sort({ _id: 1 })
        .lean<LeaseDocument[]>();
      return found.map(({ _id, until }) => ({ name: _id, until: until.toISOString() }));
    },

    async release(name: string): Promise<void> {
      await leases.deleteOne({ _id: name, holder });
    },
  };
};

import type { CameFrom } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, driverOf } from "../kit/mongo.ts";

/** Somebody watched a show from one moment to another without a break. */
export interface Stay {
  id: string;
  showId: string;
  /** `u:` and a customer's id, `v:` and a visitor's id, `s:` and a socket's. */
  person: string;
  /** The browser, also where its customer is known: who signs in is the same person as before. */
  visitor: string | null;
  cameFrom: CameFrom;
  from: Date;
  to: Date;
}

interface StayDocument extends Omit<Stay, "id" | "showId"> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
}

const staySchema = new Schema<StayDocument>(
  {
    showId: { type: Schema.Types.ObjectId, required: true },
    person: { type: String, required: true },
    visitor: { type: String, default: null },
    cameFrom: { type: Schema.Types.Mixed, required: true },
    from: { type: Date, required: true },
    to: { type: Date, required: true },
  },
  { collection: "stays" },
);
staySchema.index({ showId: 1, person: 1, visitor: 1 });
// For the day on which somebody is to be forgotten.
staySchema.index({ person: 1 });
staySchema.index({ visitor: 1 });

/** A person of a show, as far as they are known: enough to see who is the same. */
export interface Known {
  showId: string;
  person: string;
  visitor: string | null;
}

export type StayStore = ReturnType<typeof createStayStore>;

/** Who watched what, and when: what reports count viewers and watch time from. */
export const createStayStore = (db: Db) => {
  const stays = db.model<StayDocument>("Stay", staySchema);
  return {
    newId: (): string => new Types.ObjectId().toHexString(),

    /** Writes stays down. Again changes nothing but how long they are. */
    async save(given: readonly Stay[]): Promise<void> {
      if (given.length === 0) return;
      await driverOf(stays).bulkWrite(
        given.map(({ id, showId, to, ...rest }) => ({
          updateOne: {
            filter: { _id: new Types.ObjectId(id) },
            update: { $set: { to }, $setOnInsert: { ...rest, showId: new Types.ObjectId(showId) } },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },

    /** Stays that were written down go on until `to`. */
    async extend(ids: readonly string[], to: Date): Promise<void> {
      if (ids.length === 0) return;
      const known = { $in: ids.map((id) => new Types.ObjectId(id)) };
      await driverOf(stays).updateMany({ _id: known }, { $set: { to } });
    },

    async ofShow(showId: string): Promise<Stay[]> {
      const found = await stays.find({ showId }).lean<StayDocument[]>();
      return found.map(({ _id, ...rest }) => ({ ...rest, id: _id.toHexString(), showId }));
    },

    /** Everybody in some shows, each pair of person and browser once a show. */
    async peopleOf(showIds: readonly string[]): Promise<Known[]> {
      const found = await stays.aggregate<{ _id: { showId: Types.ObjectId } & Omit<Known, "showId"> }>([
        { $match: { showId: { $in: showIds.map((id) => new Types.ObjectId(id)) } } },
        { $group: { _id: { showId: "$showId", person: "$person", visitor: "$visitor" } } },
      ]);
      return found.map(({ _id }) => ({ ..._id, showId: _id.showId.toHexString() }));
    },

    /** Puts a person's stays, and those of their browsers without them, under `as`, and forgets the browsers. */
    async forget(person: string, as: string): Promise<void> {
      const browsers = (await stays.distinct("visitor", { person })).filter((visitor) => visitor !== null);
      const theirs = [person, ...browsers.map((visitor) => `v:${visitor}`)];
      await stays.updateMany({ person: trusted({ $in: theirs }) }, { $set: { person: as, visitor: null } });
    },
  };
};

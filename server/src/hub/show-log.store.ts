import type { ShowEntry, ShowEventName } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, driverOf } from "../kit/mongo.ts";
import type { NewEntry } from "./append-entries.ts";

interface CounterDocument {
  _id: Types.ObjectId;
  seq: number;
}

interface EntryDocument {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  seq: number;
  at: Date;
  event: string;
  data: unknown;
}

const counterSchema = new Schema<CounterDocument>({ seq: { type: Number, required: true } });
const entrySchema = new Schema<EntryDocument>(
  {
    showId: { type: Schema.Types.ObjectId, required: true },
    seq: { type: Number, required: true },
    at: { type: Date, required: true },
    event: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
  },
  { minimize: false },
);
entrySchema.index({ showId: 1, seq: 1 }, { unique: true });
// Whoever posts a message a second time has it looked for among everything that happened in the show.
entrySchema.index({ showId: 1, "data.id": 1 }, { partialFilterExpression: { event: "chat:posted" } });
// A product's page asks in which shows it was brought to the front.
entrySchema.index({ "data.products.id": 1 }, { partialFilterExpression: { event: "pins:changed" } });

/** Entries read at once: more than pins and drops change in the longest show. */
const MOST_ENTRIES = 5_000;

export interface ShowLog {
  /**
   * Adds entries, in their order.
   * @returns the sequence number of the first; the others follow it without a gap. A show's first entry is number 1.
   */
  append(showId: string, entries: readonly NewEntry[]): Promise<number>;
  /** The newest sequence number of a show, 0 when nothing happened yet. */
  last(showId: string): Promise<number>;
  /** A show's newest entries after a number, at most so many, oldest first. */
  newest(showId: string, { after, limit }: { after: number; limit: number }): Promise<ShowEntry[]>;
  /** A show's entries of some kinds, oldest first. */
  ofKinds(showId: string, kinds: readonly ShowEventName[]): Promise<ShowEntry[]>;
  /** How many entries of a kind there are in each minute after an entry, and the newest of them; minutes in UTC. */
  perMinute(
    showId: string,
    kind: ShowEventName,
    after: number,
  ): Promise<{ last: number; minutes: { at: Date; count: number }[] }>;
  /** The shows in which a product was pinned, each with the first time that it was, the newest first. */
  pinsOf(productId: string, limit: number): Promise<{ showId: string; at: Date }[]>;
  /** Whether a message was published. */
  hasMessage(showId: string, messageId: string): Promise<boolean>;
}

const toEntry = ({ showId, seq, at, event, data }: EntryDocument): ShowEntry =>
  // What was written by `append` has the form of its event.
  ({ showId: showId.toHexString(), seq, at: at.toISOString(), event, data }) as ShowEntry;

/** Everything viewers saw happen in a show, in one sequence: live it is sent, in the replay it plays. */
export const createShowLog = (db: Db): ShowLog => {
  const counters = db.model<CounterDocument>("ShowSequence", counterSchema);
  const entries = db.model<EntryDocument>("ShowEntry", entrySchema);
  return {
    async append(showId, added) {
      const ofShow = new Types.ObjectId(showId);
      const counter = await driverOf(counters).findOneAndUpdate(
        { _id: ofShow },
        { $inc: { seq: added.length } },
        { upsert: true, returnDocument: "after" },
      );
      if (!counter) throw new Error("an upsert gave no document");
      const first = counter.seq - added.length + 1;
      await driverOf(entries).insertMany(
        added.map((entry, i) => ({ _id: new Types.ObjectId(), showId: ofShow, seq: first + i, ...entry })),
      );
      return first;
    },
    async last(showId) {
      const counter = await counters.findById(showId).lean<CounterDocument>();
      return counter?.seq ?? 0;
    },
    async newest(showId, { after, limit }) {
      const found = await entries
        .find({ showId, seq: trusted({ $gt: after }) })
        .sort({ seq: -1 })
        .limit(limit)
        .lean<EntryDocument[]>();
      return found.reverse().map(toEntry);
    },
    async ofKinds(showId, kinds) {
      const found = await entries
        .find({ showId, event: trusted({ $in: [...kinds] }) })
        .sort({ seq: 1 })
        .limit(MOST_ENTRIES)
        .lean<EntryDocument[]>();
      return found.map(toEntry);
    },
    async perMinute(showId, kind, after) {
      const minutes = await entries.aggregate<{ _id: Date; count: number; last: number }>([
        { $match: { showId: new Types.ObjectId(showId), seq: { $gt: after }, event: kind } },
        {
          $group: {
            _id: { $dateTrunc: { date: "$at", unit: "minute" } },
            count: { $sum: 1 },
            last: { $max: "$seq" },
          },
        },
      ]);
      return {
        last: Math.max(after, ...minutes.map(({ last }) => last)),
        minutes: minutes.map(({ _id, count }) => ({ at: _id, count })),
      };
    },

    async pinsOf(productId, limit) {
      const found = await entries
        .find({ event: "pins:changed", "data.products.id": productId })
        .sort({ at: -1 })
        .limit(MOST_ENTRIES)
        .select({ showId: 1, at: 1 })
        .lean<Pick<EntryDocument, "showId" | "at">[]>();
      // The last that is set of a show is its first.
      const first = new Map(found.map(({ showId, at }) => [showId.toHexString(), at]));
      return [...first].slice(0, limit).map(([showId, at]) => ({ showId, at }));
    },
    async hasMessage(showId, messageId) {
      const entry = await entries.exists({ showId, event: "chat:posted", "data.id": messageId });
      return entry !== null;
    },
  };
};

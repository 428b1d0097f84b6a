import { ReadinessReport, RehearsalTally } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import { z } from "zod";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

export interface RehearsalRecord {
  /** The real show's. */
  showId: string;
  shopId: string;
  /** The show that is played; null when none is. */
  playedId: string | null;
  startedAt: Date | null;
  /** Whether a program ever sent to one: it may go on trying by itself when that has ended. */
  byProgram: boolean;
  tally: RehearsalTally;
  report: ReadinessReport | null;
}

interface RehearsalDocument {
  /** The real show's id. */
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  /** Absent when none runs; a shop rehearses one show at a time, which the index below sees to. */
  playedId?: Types.ObjectId;
  startedAt?: Date;
  byProgram?: true;
  tally?: unknown;
  report?: unknown;
}

const rehearsalSchema = new Schema<RehearsalDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  playedId: { type: Schema.Types.ObjectId },
  startedAt: { type: Date },
  byProgram: { type: Boolean },
  tally: { type: Schema.Types.Mixed },
  report: { type: Schema.Types.Mixed },
});
rehearsalSchema.index(
  { shopId: 1 },
  { name: "one_runs", unique: true, partialFilterExpression: { playedId: { $exists: true } } },
);

export const emptyTally: RehearsalTally = {
  ...{ viewers: 0, lines: 0, held: 0, paid: 0, lapsed: 0, refused: [] },
  raid: { lines: 0, stopped: 0, by: [] },
};

const toRecord = ({
  _id,
  shopId,
  playedId,
  startedAt,
  byProgram,
  tally,
  report,
}: RehearsalDocument): RehearsalRecord => ({
  showId: _id.toHexString(),
  shopId: shopId.toHexString(),
  playedId: playedId?.toHexString() ?? null,
  startedAt: startedAt ?? null,
  byProgram: byProgram === true,
  tally: RehearsalTally.parse(tally ?? emptyTally),
  report: z.nullable(ReadinessReport).parse(report ?? null),
});

const running = { playedId: { $exists: true } } as const;

export type RehearsalStore = ReturnType<typeof createRehearsalStore>;

/** Which shows are being rehearsed, and how the last rehearsal of each went. In the real database: a rehearsal's own is erased. */
export const createRehearsalStore = (db: Db) => {
  const rehearsals = db.model<RehearsalDocument>("Rehearsal", rehearsalSchema);
  const raw = () => rehearsals.collection;
  return {
    async find(showId: string): Promise<RehearsalRecord | null> {
      const found = await rehearsals.findById(showId).lean<RehearsalDocument>();
      return found && toRecord(found);
    },

    /** Every rehearsal that runs, of one shop or of all. */
    async running(shopId?: string): Promise<RehearsalRecord[]> {
      const of = shopId === undefined ? {} : { shopId: new Types.ObjectId(shopId) };
      const found = await raw()
        .find<RehearsalDocument>({ ...running, ...of })
        .toArray();
      return found.map(toRecord);
    },

    /** @returns false when the shop rehearses already. */
    async start(show: { id: string; shopId: string }, playedId: string, at: Date): Promise<boolean> {
      const set = {
        shopId: new Types.ObjectId(show.shopId),
        playedId: new Types.ObjectId(playedId),
        startedAt: at,
        tally: emptyTally,
      };
      try {
        await raw().updateOne({ _id: new Types.ObjectId(show.id) }, { $set: set }, { upsert: true });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Notes what the demo people did. @returns false when the rehearsal is over. */
    async note(playedId: string, tally: RehearsalTally): Promise<boolean> {
      const { matchedCount } = await raw().updateOne(
        { playedId: new Types.ObjectId(playedId) },
        { $set: { tally } },
      );
      return matchedCount === 1;
    },

    /** Notes that a program sends to a rehearsal. */
    async noteProgram(playedId: string): Promise<void> {
      await raw().updateOne({ playedId: new Types.ObjectId(playedId) }, { $set: { byProgram: true } });
    },

    /** Ends a rehearsal, once. @returns false when somebody else did. */
    async end(playedId: string, report: ReadinessReport | null): Promise<boolean> {
      const { matchedCount } = await raw().updateOne(
        { playedId: new Types.ObjectId(playedId) },
        { ...(report ? { $set: { report } } : {}), $unset: { playedId: 1, startedAt: 1 } },
      );
      return matchedCount === 1;
    },
  };
};

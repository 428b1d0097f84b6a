import { type OpenPoll, type PollStatus, type Result, refuse } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

export interface PollRecord {
  id: string;
  showId: string;
  shopId: string;
  question: string;
  answers: string[];
  /** Votes for each answer, as they were last counted. */
  counts: number[];
  status: PollStatus;
  openedAt: Date;
  closesAt: Date | null;
  closedAt: Date | null;
}

interface PollDocument extends Omit<PollRecord, "id" | "showId" | "shopId" | "status"> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  shopId: Types.ObjectId;
  openedBy: Types.ObjectId;
  /** There while it is open, and only then: the unique index below reads it. */
  open?: true;
  /** Whether everybody was told that it closed. */
  told: boolean;
  /** Who opened it under which idempotency key, and a fingerprint of what they asked. */
  attempt: string;
  fingerprint: string;
}

interface VoteDocument {
  _id: Types.ObjectId;
  pollId: Types.ObjectId;
  userId: Types.ObjectId;
  answer: number;
}

const pollSchema = new Schema<PollDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  shopId: { type: Schema.Types.ObjectId, required: true },
  question: { type: String, required: true },
  answers: { type: [String], required: true },
  counts: { type: [Number], required: true },
  open: { type: Boolean },
  openedBy: { type: Schema.Types.ObjectId, required: true },
  openedAt: { type: Date, required: true },
  closesAt: { type: Date, default: null },
  closedAt: { type: Date, default: null },
  told: { type: Boolean, required: true },
  attempt: { type: String, required: true },
  fingerprint: { type: String, required: true },
});
// One open poll a show, and the database is the judge.
pollSchema.index({ showId: 1 }, { name: "one_open", unique: true, partialFilterExpression: { open: true } });
pollSchema.index({ attempt: 1 }, { unique: true });
pollSchema.index({ showId: 1, openedAt: -1 });
pollSchema.index({ told: 1 }, { partialFilterExpression: { told: false } });

const voteSchema = new Schema<VoteDocument>({
  pollId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true },
  answer: { type: Number, required: true },
});
// One vote a person, however often and on however many servers it is sent.
voteSchema.index({ pollId: 1, userId: 1 }, { unique: true });
voteSchema.index({ pollId: 1, answer: 1 });

const toRecord = (poll: PollDocument): PollRecord => ({
  id: poll._id.toHexString(),
  showId: poll.showId.toHexString(),
  shopId: poll.shopId.toHexString(),
  question: poll.question,
  answers: [...poll.answers],
  counts: [...poll.counts],
  status: poll.open ? "open" : "closed",
  openedAt: poll.openedAt,
  closesAt: poll.closesAt,
  closedAt: poll.closedAt,
});

export interface OpenedPoll extends Omit<OpenPoll, "seconds"> {
  showId: string;
  shopId: string;
  openedBy: string;
  openedAt: Date;
  closesAt: Date | null;
  attempt: string;
  fingerprint: string;
}

export type PollStore = ReturnType<typeof createPollStore>;

/** Polls and their votes. The votes are the truth; a poll's counts are what was last counted of them. */
export const createPollStore = (db: Db) => {
  const polls = db.model<PollDocument>("Poll", pollSchema);
  const votes = db.model<VoteDocument>("PollVote", voteSchema);
  const found = (poll: PollDocument | null): PollRecord | null => poll && toRecord(poll);

  return {
    async find(id: string): Promise<PollRecord | null> {
      return found(await polls.findById(id).lean<PollDocument>());
    },

    async newest(showId: string): Promise<PollRecord | null> {
      return found(await polls.findOne({ showId }).sort({ openedAt: -1, _id: -1 }).lean<PollDocument>());
    },

    /** Opens a poll, once for each attempt. Refuses with POLL_ALREADY_OPEN or IDEMPOTENCY_KEY_REUSED. */
    async open(given: OpenedPoll): Promise<Result<PollRecord>> {
      try {
        const poll = await polls.create({
          ...{ _id: new Types.ObjectId(), ...given },
          ...{ counts: given.answers.map(() => 0), open: true, told: false },
        });
        return { ok: true, data: toRecord(poll.toObject()) };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const before = await polls.findOne({ attempt: given.attempt }).lean<PollDocument>();
        if (!before) return refuse("POLL_ALREADY_OPEN");
        return before.fingerprint === given.fingerprint
          ? { ok: true, data: toRecord(before) }
          : refuse("IDEMPOTENCY_KEY_REUSED");
      }
    },

    /** @returns the poll as it is closed, or null when it is closed already. */
    async close(id: string, at: Date): Promise<PollRecord | null> {
      return found(
        await polls
          .findOneAndUpdate(
            { _id: id, open: true },
            { $unset: { open: 1 }, $set: { closedAt: at, told: false } },
            { returnDocument: "after" },
          )
          .lean<PollDocument>(),
      );
    },

    /** Everybody was told of the poll as it was; what changed since is still to be told. */
    async markTold({ id, status }: PollRecord): Promise<void> {
      await polls.updateOne(
        { _id: id, open: trusted(status === "open" ? { $eq: true } : { $exists: false }) },
        { $set: { told: true } },
      );
    },

    /** Those that are open, and those that somebody began to tell of and perhaps never did. */
    async unsettled(): Promise<{ open: PollRecord[]; untold: PollRecord[] }> {
      const [open, untold] = await Promise.all([
        polls.find({ open: true }).lean<PollDocument[]>(),
        polls.find({ told: false }).lean<PollDocument[]>(),
      ]);
      return { open: open.map(toRecord), untold: untold.map(toRecord) };
    },

    /** Sets a person's one vote. */
    async vote(pollId: string, userId: string, answer: number): Promise<void> {
      const set = () => votes.updateOne({ pollId, userId }, { $set: { answer } }, { upsert: true });
      try {
        await set();
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // The same person's first vote came twice at once; now it is there to be changed.
        await set();
      }
    },

    async voteOf(pollId: string, userId: string): Promise<number | null> {
      return (await votes.findOne({ pollId, userId }).lean<VoteDocument>())?.answer ?? null;
    },

    /** Counts a poll's votes and notes the result. @returns the poll with its counts, or null when there is none */
    async count(pollId: string): Promise<PollRecord | null> {
      const poll = await polls.findById(pollId).lean<PollDocument>();
      if (!poll) return null;
      const byAnswer = await votes.aggregate<{ _id: number; votes: number }>([
        { $match: { pollId: poll._id } },
        { $group: { _id: "$answer", votes: { $sum: 1 } } },
      ]);
      const counts = poll.answers.map((_, i) => byAnswer.find(({ _id }) => _id === i)?.votes ?? 0);
      return found(
        await polls
          .findOneAndUpdate({ _id: pollId }, { $set: { counts } }, { returnDocument: "after" })
          .lean<PollDocument>(),
      );
    },
  };
};

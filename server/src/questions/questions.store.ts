import { MAX_QUEUE, type QuestionStatus, type QuestionVotes } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

/** What the queue knows of a question; its text stays with its message. */
export interface QuestionRecord {
  /** The message's. */
  id: string;
  showId: string;
  authorId: string;
  at: Date;
  votes: number;
  status: QuestionStatus;
  /** When it was last put over the video. */
  featuredAt: Date | null;
  /** Milliseconds from the show's start to the beginning of its answer. */
  answeredMs: number | null;
}

/** A message that asks. */
export type Asking = Pick<QuestionRecord, "id" | "showId" | "authorId" | "at">;

interface QuestionDocument extends Omit<QuestionRecord, "id" | "showId" | "authorId"> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  authorId: Types.ObjectId;
}

interface UpvoteDocument {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  questionId: Types.ObjectId;
  userId: Types.ObjectId;
}

const questionSchema = new Schema<QuestionDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  authorId: { type: Schema.Types.ObjectId, required: true },
  at: { type: Date, required: true },
  votes: { type: Number, required: true },
  status: { type: String, required: true },
  featuredAt: { type: Date, default: null },
  answeredMs: { type: Number, default: null },
});
questionSchema.index({ showId: 1, status: 1, votes: -1, at: 1 });
// One question of a show is featured at a time, and the database is the judge.
questionSchema.index(
  { showId: 1 },
  { name: "one_featured", unique: true, partialFilterExpression: { status: "featured" } },
);

const upvoteSchema = new Schema<UpvoteDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  questionId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true },
});
// One vote a person, however often and on however many servers it is sent.
upvoteSchema.index({ questionId: 1, userId: 1 }, { unique: true });
upvoteSchema.index({ showId: 1, userId: 1 });

const toRecord = (question: QuestionDocument): QuestionRecord => ({
  id: question._id.toHexString(),
  showId: question.showId.toHexString(),
  authorId: question.authorId.toHexString(),
  at: question.at,
  votes: question.votes,
  status: question.status,
  featuredAt: question.featuredAt,
  answeredMs: question.answeredMs,
});

const anyOf = (ids: readonly string[]) => trusted({ $in: [...ids] });
const queued = trusted({ $in: ["open", "featured"] satisfies QuestionStatus[] });

export type QuestionStore = ReturnType<typeof createQuestionStore>;

/** A show's questions and who voted for them. The votes are the truth; a question's number is what was last counted. */
export const createQuestionStore = (db: Db) => {
  const questions = db.model<QuestionDocument>("Question", questionSchema);
  const upvotes = db.model<UpvoteDocument>("Upvote", upvoteSchema);
  const found = (question: QuestionDocument | null): QuestionRecord | null => question && toRecord(question);
  const changed = { returnDocument: "after" } as const;

  return {
    async find(showId: string, id: string): Promise<QuestionRecord | null> {
      return found(await questions.findOne({ _id: id, showId }).lean<QuestionDocument>());
    },

    /** Puts a message into the queue, once. */
    async add({ id, showId, authorId, at }: Asking): Promise<void> {
      try {
        await questions.create({
          ...{ _id: new Types.ObjectId(id), showId, authorId, at },
          ...{ votes: 0, status: "open" },
        });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    /** What waits for an answer or is being answered, most votes first, without those of `without`. */
    async queue(showId: string, without: readonly string[]): Promise<QuestionRecord[]> {
      const waiting = await questions
        .find({ showId, status: queued, authorId: trusted({ $nin: [...without] }) })
        .sort({ votes: -1, at: 1, _id: 1 })
        .limit(MAX_QUEUE)
        .lean<QuestionDocument[]>();
      return waiting.map(toRecord);
    },

    /** In the order of their answers, without those of `without`. */
    async answered(showId: string, without: readonly string[]): Promise<QuestionRecord[]> {
      const done = await questions
        .find({ showId, status: "answered", authorId: trusted({ $nin: [...without] }) })
        .sort({ answeredMs: 1, _id: 1 })
        .lean<QuestionDocument[]>();
      return done.map(toRecord);
    },

    async featured(showId: string): Promise<QuestionRecord | null> {
      return found(await questions.findOne({ showId, status: "featured" }).lean<QuestionDocument>());
    },

    /** @returns the question that is taken down, or null when none was up. */
    async takeDown(showId: string): Promise<QuestionRecord | null> {
      return found(
        await questions
          .findOneAndUpdate({ showId, status: "featured" }, { $set: { status: "open" } }, changed)
          .lean<QuestionDocument>(),
      );
    },

    /** @returns the question as it is featured; null when it is not in the queue; "taken" while another one is up. */
    async feature(showId: string, id: string, at: Date): Promise<QuestionRecord | "taken" | null> {
      try {
        return found(
          await questions
            .findOneAndUpdate(
              { _id: id, showId, status: "open" },
              { $set: { status: "featured", featuredAt: at } },
              changed,
            )
            .lean<QuestionDocument>(),
        );
      } catch (error) {
        if (isDuplicateKey(error)) return "taken";
        throw error;
      }
    },

    /** @returns the question as it is answered, or null when it is not in the queue. */
    async answer(showId: string, id: string, answeredMs: number): Promise<QuestionRecord | null> {
      return found(
        await questions
          .findOneAndUpdate(
            { _id: id, showId, status: queued },
            { $set: { status: "answered", answeredMs } },
            changed,
          )
          .lean<QuestionDocument>(),
      );
    },

    /** @returns the question as it waits again, or null when it is not an answered one. */
    async reopen(showId: string, id: string): Promise<QuestionRecord | null> {
      return found(
        await questions
          .findOneAndUpdate(
            { _id: id, showId, status: "answered" },
            { $set: { status: "open", answeredMs: null, featuredAt: null } },
            changed,
          )
          .lean<QuestionDocument>(),
      );
    },

    /** Sets whether a person's vote stands. */
    async vote(
      { showId, questionId, up }: { showId: string; questionId: string; up: boolean },
      userId: string,
    ): Promise<void> {
      if (!up) {
        await upvotes.deleteOne({ questionId, userId });
        return;
      }
      try {
        await upvotes.create({ _id: new Types.ObjectId(), showId, questionId, userId });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async votedFor(showId: string, userId: string): Promise<string[]> {
      const mine = await upvotes.find({ showId, userId }).lean<UpvoteDocument[]>();
      return mine.map(({ questionId }) => questionId.toHexString());
    },

    /** Counts the votes for questions and notes the result. */
    async count(ids: readonly string[]): Promise<QuestionVotes[]> {
      const counted = await upvotes.aggregate<{ _id: Types.ObjectId; votes: number }>([
        { $match: { questionId: { $in: ids.map((id) => new Types.ObjectId(id)) } } },
        { $group: { _id: "$questionId", votes: { $sum: 1 } } },
      ]);
      const votes = new Map(counted.map((each) => [each._id.toHexString(), each.votes]));
      const known = await questions.find({ _id: anyOf(ids) }).lean<QuestionDocument[]>();
      const told = known.map(({ _id }) => {
        const questionId = _id.toHexString();
        return { questionId, votes: votes.get(questionId) ?? 0 };
      });
      await Promise.all(
        told.map((each) => questions.updateOne({ _id: each.questionId }, { $set: { votes: each.votes } })),
      );
      return told;
    },
  };
};

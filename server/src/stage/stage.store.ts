import type { GuestStatus, PictureRef, Result, StageLayout } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import { Unavailable } from "../kit/errors.ts";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

/** How often a change that others were faster than is tried; more are at work on one stage than people host a show. */
const MOST_TRIES = 20;

export interface GuestRecord {
  userId: string;
  status: GuestStatus;
  muted: boolean;
  invitedBy: string;
}

/** A show's stage as the record has it. */
export interface StageRecord {
  revision: number;
  layout: StageLayout;
  featured: PictureRef | null;
  guests: readonly GuestRecord[];
  /** The show has ended: nothing changes any more. */
  over: boolean;
}

/** How a stage is before anybody touches it: whoever joins the host is seen, and the host is the large one. */
export const emptyStage: StageRecord = {
  revision: 0,
  layout: "beside",
  featured: null,
  guests: [],
  over: false,
};

interface StageDocument {
  /** The show's id. */
  _id: Types.ObjectId;
  revision: number;
  layout: StageLayout;
  featured: { userId: Types.ObjectId; source: PictureRef["source"] } | null;
  guests: { userId: Types.ObjectId; status: GuestStatus; muted: boolean; invitedBy: Types.ObjectId }[];
  /** There while there are guests, and only then, for the index that finds these stages among all that ever were. */
  peopled?: true;
  over: boolean;
}

const stageSchema = new Schema<StageDocument>({
  _id: { type: Schema.Types.ObjectId, required: true },
  revision: { type: Number, required: true },
  layout: { type: String, required: true },
  featured: {
    type: new Schema(
      { userId: { type: Schema.Types.ObjectId, required: true }, source: { type: String, required: true } },
      { _id: false },
    ),
    default: null,
  },
  guests: [
    {
      _id: false,
      userId: { type: Schema.Types.ObjectId, required: true },
      status: { type: String, required: true },
      muted: { type: Boolean, required: true },
      invitedBy: { type: Schema.Types.ObjectId, required: true },
    },
  ],
  peopled: { type: Boolean },
  over: { type: Boolean, required: true },
});
stageSchema.index({ peopled: 1 }, { partialFilterExpression: { peopled: true } });

const toRecord = ({ revision, layout, featured, guests, over }: StageDocument): StageRecord => ({
  revision,
  layout,
  featured: featured && { userId: featured.userId.toHexString(), source: featured.source },
  guests: guests.map(({ userId, status, muted, invitedBy }) => ({
    userId: userId.toHexString(),
    status,
    muted,
    invitedBy: invitedBy.toHexString(),
  })),
  over,
});

const toFields = ({ revision, layout, featured, guests, over }: StageRecord) => ({
  ...{ revision, layout, featured, over },
  guests: [...guests],
});

/** What a stage becomes, or why it does not; the same stage when there is nothing to change. */
export type StageMove = (stage: StageRecord) => Result<StageRecord>;

export interface StageChange {
  before: StageRecord;
  after: StageRecord;
}

export type StageStore = ReturnType<typeof createStageStore>;

/** Who is on which show's stage, and how it is shown. */
export const createStageStore = (db: Db) => {
  const stages = db.model<StageDocument>("Stage", stageSchema);

  const read = async (showId: string, session?: DbSession): Promise<StageRecord | null> => {
    const found = await stages.findById(showId, null, { session: session ?? null }).lean<StageDocument>();
    return found && toRecord(found);
  };

  /** Outside of any transaction: two who come first at once are no conflict. */
  const open = async (showId: string): Promise<void> => {
    try {
      await stages.create({ _id: new Types.ObjectId(showId), ...toFields(emptyStage) });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  };

  return {
    async find(showId: string): Promise<StageRecord> {
      return (await read(showId)) ?? emptyStage;
    },

    /** The stages that have guests or invitations, by show. */
    async listPeopled(): Promise<Map<string, StageRecord>> {
      const found = await stages.find({ peopled: true }).lean<StageDocument[]>();
      return new Map(found.map((stage) => [stage._id.toHexString(), toRecord(stage)]));
    },

    /**
     * Changes a stage in one conditional write: `move` is asked again with the stage as it is then, when somebody else
     * was faster. @returns what `move` refused with, or the stage before and after
     */
    async change(showId: string, move: StageMove, session?: DbSession): Promise<Result<StageChange>> {
      if (!(await read(showId))) await open(showId);
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const before = (await read(showId, session)) ?? emptyStage;
        const moved = move(before);
        if (!moved.ok) return moved;
        if (moved.data === before) return { ok: true, data: { before, after: before } };
        const after = { ...moved.data, revision: before.revision + 1 };
        const peopled = after.guests.length > 0;
        const written = await stages.updateOne(
          { _id: showId, revision: before.revision },
          {
            $set: { ...toFields(after), ...(peopled ? { peopled: true } : {}) },
            ...(peopled ? {} : { $unset: { peopled: 1 } }),
          },
          session ? { session } : {},
        );
        if (written.matchedCount === 1) return { ok: true, data: { before, after } };
      }
      throw new Unavailable("the stage");
    },
  };
};

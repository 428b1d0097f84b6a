import { type ChatModes, openChat, type ShowStatus, type showMoves } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../kit/mongo.ts";

/** A show as the record has it; pins are kept as ids and shown with the products' present titles and prices. */
export interface ShowRecord {
  id: string;
  shopId: string;
  title: string;
  description: string;
  posterUrl: string | null;
  status: ShowStatus;
  startsAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Since when it is paused; null unless it is. */
  pausedAt: Date | null;
  /** Milliseconds that its pauses lasted, those that are over. */
  pausedMs: number;
  /** Counts its changes of status. */
  turn: number;
  /** Whether a host ever sent picture or sound: only a show that had one can lose it. */
  hosted: boolean;
  /** Whether it is recorded, to be watched afterwards. */
  record: boolean;
  pins: { productIds: string[]; featuredId: string | null };
  chat: ChatState;
}

/** The rules of a show's chat as they are kept: Shield lies over the modes, which come back when it is turned off. */
export interface ChatState {
  modes: ChatModes;
  /** What Shield turned on; null while it is off. */
  shield: ChatModes | null;
  /** Counts the changes. */
  revision: number;
}

interface ShowDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  title: string;
  description: string;
  posterUrl: string | null;
  status: ShowStatus;
  /** There while the show is live or paused, and only then: the unique index below reads it. */
  onAir?: true;
  startsAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** These three are absent until its first change of status. */
  pausedAt?: Date | null;
  pausedMs?: number;
  turn?: number;
  hosted: boolean;
  record: boolean;
  pins: { productIds: Types.ObjectId[]; featuredId: Types.ObjectId | null };
  /** Absent until the first change. */
  chat?: ChatState;
}

const modesSchema = new Schema<ChatModes>(
  {
    slowSeconds: { type: Number, default: null },
    followersMinutes: { type: Number, default: null },
    buyersOnly: { type: Boolean, required: true },
    accountMinutes: { type: Number, default: null },
    linksAllowed: { type: Boolean, required: true },
    linksOpen: { type: Boolean, required: true },
    frozen: { type: Boolean, required: true },
  },
  { _id: false },
);

const showSchema = new Schema<ShowDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  title: { type: String, required: true },
  description: { type: String, default: "" },
  posterUrl: { type: String, default: null },
  status: { type: String, required: true },
  onAir: { type: Boolean },
  startsAt: { type: Date, required: true },
  startedAt: { type: Date, default: null },
  endedAt: { type: Date, default: null },
  pausedAt: { type: Date },
  pausedMs: { type: Number },
  turn: { type: Number },
  hosted: { type: Boolean, default: false },
  record: { type: Boolean, default: false },
  pins: {
    _id: false,
    productIds: { type: [Schema.Types.ObjectId], default: [] },
    featuredId: { type: Schema.Types.ObjectId, default: null },
  },
  chat: {
    type: new Schema<ChatState>(
      {
        modes: { type: modesSchema, required: true },
        shield: { type: modesSchema, default: null },
        revision: { type: Number, required: true },
      },
      { _id: false },
    ),
  },
});
// One show of a shop is on the air at a time, and the database is the judge: two starts at once cannot both win.
showSchema.index(
  { shopId: 1 },
  { name: "one_on_air", unique: true, partialFilterExpression: { onAir: true } },
);
showSchema.index({ status: 1, startsAt: 1 });
showSchema.index({ shopId: 1, status: 1, startsAt: 1 });
// Ended shows only ever grow in number, and every first page shows the last of them.
showSchema.index({ status: 1, endedAt: -1, _id: 1 });
showSchema.index({ shopId: 1, status: 1, endedAt: -1, _id: 1 });

const toRecord = (show: ShowDocument): ShowRecord => ({
  id: show._id.toHexString(),
  shopId: show.shopId.toHexString(),
  title: show.title,
  description: show.description,
  posterUrl: show.posterUrl,
  status: show.status,
  startsAt: show.startsAt,
  startedAt: show.startedAt,
  endedAt: show.endedAt,
  pausedAt: show.pausedAt ?? null,
  pausedMs: show.pausedMs ?? 0,
  turn: show.turn ?? 0,
  hosted: show.hosted,
  record: show.record,
  pins: {
    productIds: show.pins.productIds.map((id) => id.toHexString()),
    featuredId: show.pins.featuredId?.toHexString() ?? null,
  },
  chat: show.chat ?? { modes: openChat, shield: null, revision: 0 },
});

const oneOf = (statuses: readonly ShowStatus[]) => trusted({ $in: [...statuses] });

/** The order in which a list of each status reads best. */
const inOrder: Record<ShowStatus, Record<string, 1 | -1>> = {
  live: { startedAt: -1 },
  paused: { startedAt: -1 },
  scheduled: { startsAt: 1 },
  ended: { endedAt: -1 },
  cancelled: { startsAt: -1 },
};

export type ShowStore = ReturnType<typeof createShowStore>;

/** The shows. */
export const createShowStore = (db: Db) => {
  const shows = db.model<ShowDocument>("Show", showSchema);
  return {
    async create(given: {
      shopId: string;
      title: string;
      description: string;
      posterUrl: string | null;
      startsAt: Date;
      record: boolean;
    }): Promise<ShowRecord> {
      const show = await shows.create({ _id: new Types.ObjectId(), ...given, status: "scheduled" });
      return toRecord(show.toObject());
    },

    async find(id: string): Promise<ShowRecord | null> {
      const show = await driverOf(shows).findOne({ _id: new Types.ObjectId(id) });
      return show && toRecord(show);
    },

    /** These shows, by id. */
    async findMany(ids: readonly string[]): Promise<Map<string, ShowRecord>> {
      const found = await shows.find({ _id: trusted({ $in: [...ids] }) }).lean<ShowDocument[]>();
      return new Map(found.map((show) => [show._id.toHexString(), toRecord(show)]));
    },

    /** Shows of one status, in the order that reads best for it. */
    async list(status: ShowStatus, { shopId, limit }: { shopId?: string; limit: number }) {
      const found = await shows
        .find({ status, ...(shopId === undefined ? {} : { shopId }) })
        .sort({ ...inOrder[status], _id: 1 })
        .limit(limit)
        .lean<ShowDocument[]>();
      return found.map(toRecord);
    },

    /** Shows that ended after this, had a host and were to be recorded. */
    async listRecordedEndedSince(at: Date): Promise<ShowRecord[]> {
      const found = await shows
        .find({ status: "ended", endedAt: trusted({ $gt: at }), record: true, hosted: true })
        .lean<ShowDocument[]>();
      return found.map(toRecord);
    },

    /** Every show on the air, of one shop or of all. */
    async listOnAir(shopId?: string): Promise<ShowRecord[]> {
      const found = await shows
        .find({ status: oneOf(["live", "paused"]), ...(shopId === undefined ? {} : { shopId }) })
        .lean<ShowDocument[]>();
      return found.map(toRecord);
    },

    /** Ids of a shop's shows that somebody can be in: those on the air and those in whose waiting room people chat. */
    async listOpenIds(shopId: string): Promise<string[]> {
      const found = await shows
        .find({ shopId, status: oneOf(["scheduled", "live", "paused"]) })
        .select({ _id: 1 })
        .lean<Pick<ShowDocument, "_id">[]>();
      return found.map(({ _id }) => _id.toHexString());
    },

    /** Changes a show's texts while it has one of these statuses. @returns null when it has not. */
    async edit(
      id: string,
      changes: Partial<Pick<ShowRecord, "title" | "description" | "posterUrl" | "startsAt" | "record">>,
      statuses: readonly ShowStatus[],
    ): Promise<ShowRecord | null> {
      const show = await shows
        .findOneAndUpdate(
          { _id: id, status: oneOf(statuses) },
          { $set: changes },
          { returnDocument: "after" },
        )
        .lean<ShowDocument>();
      return show && toRecord(show);
    },

    /** @returns null when the show's pins cannot change any more. */
    async setPins(id: string, pins: ShowRecord["pins"]): Promise<ShowRecord | null> {
      const show = await shows
        .findOneAndUpdate(
          { _id: id, status: oneOf(["scheduled", "live", "paused"]) },
          { $set: { pins } },
          { returnDocument: "after" },
        )
        .lean<ShowDocument>();
      return show && toRecord(show);
    },

    /**
     * Sets the rules of a show's chat, if nobody else did since `revision` was read.
     * @returns null when somebody did, or the show is over.
     */
    async setChat(
      id: string,
      revision: number,
      chat: Omit<ChatState, "revision">,
      session: DbSession,
    ): Promise<ShowRecord | null> {
      const unchanged = revision === 0 ? { chat: null } : { "chat.revision": revision };
      const show = await shows
        .findOneAndUpdate(
          { _id: id, status: oneOf(["scheduled", "live", "paused"]), ...unchanged },
          { $set: { chat: { ...chat, revision: revision + 1 } } },
          { returnDocument: "after", session },
        )
        .lean<ShowDocument>();
      return show && toRecord(show);
    },

    async noteHost(id: string): Promise<void> {
      await shows.updateOne({ _id: id }, { $set: { hosted: true } });
    },

    /**
     * Moves a show to another status in one conditional write, which also begins or counts a pause.
     * @param only `turn`: if it has not moved since it was read.
     * @returns null when it has none of the statuses `from`, or has moved; "taken" when another show of the shop is on
     *   the air.
     */
    async move<From extends ShowStatus>(
      id: string,
      from: readonly From[],
      to: (typeof showMoves)[From][number],
      at: Date,
      { session = null, ...only }: { turn?: number; session?: DbSession | null } = {},
    ): Promise<ShowRecord | "taken" | null> {
      const over = to === "ended" || to === "cancelled";
      try {
        const show = await shows
          .findOneAndUpdate(
            { _id: id, status: oneOf(from), ...only },
            [
              {
                $set: {
                  status: to,
                  turn: { $add: [{ $ifNull: ["$turn", 0] }, 1] },
                  // Where it was not paused the difference is null, which is less than any number. Never negative, should
                  // this server's clock be behind that of the one which paused it.
                  pausedMs: {
                    $add: [{ $ifNull: ["$pausedMs", 0] }, { $max: [0, { $subtract: [at, "$pausedAt"] }] }],
                  },
                  pausedAt: to === "paused" ? at : null,
                  ...(over ? { endedAt: at } : { onAir: true }),
                  ...(to === "live" && from.some((status) => status === "scheduled")
                    ? { startedAt: at }
                    : {}),
                },
              },
              ...(over ? [{ $unset: "onAir" }] : []),
            ],
            { returnDocument: "after", updatePipeline: true, session },
          )
          .lean<ShowDocument>();
        return show && toRecord(show);
      } catch (error) {
        if (isDuplicateKey(error)) return "taken";
        throw error;
      }
    },
  };
};

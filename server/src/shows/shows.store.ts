import type { Category, ShowStatus, showMoves } from "@showdrop/shared";
import { Types, trusted } from "mongoose";
import { createFindableStore, type Findable } from "../discovery/findable.store.ts";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../kit/mongo.ts";
import {
  type ChatState,
  type ShowDocument,
  type ShowRecord,
  showSchema,
  toShowRecord,
} from "./show.schema.ts";

const toFindable = ({ id, title, description }: ShowRecord): Findable => ({
  ...{ kind: "show", id, texts: [title, description] },
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
  const findables = createFindableStore(db);
  return {
    async create(given: {
      shopId: string;
      title: string;
      description: string;
      category: Category | null;
      posterUrl: string | null;
      startsAt: Date;
      record: boolean;
    }): Promise<ShowRecord> {
      const created = await shows.create({ _id: new Types.ObjectId(), ...given, status: "scheduled" });
      const show = toShowRecord(created.toObject());
      await findables.enter(toFindable(show));
      return show;
    },

    async find(id: string): Promise<ShowRecord | null> {
      const show = await driverOf(shows).findOne({ _id: new Types.ObjectId(id) });
      return show && toShowRecord(show);
    },

    /** These shows, by id. */
    async findMany(ids: readonly string[]): Promise<Map<string, ShowRecord>> {
      const found = await shows.find({ _id: trusted({ $in: [...ids] }) }).lean<ShowDocument[]>();
      return new Map(found.map((show) => [show._id.toHexString(), toShowRecord(show)]));
    },

    /** Shows of one status, in the order that reads best for it. */
    async list(
      status: ShowStatus,
      { shopId, category, limit }: { shopId?: string; category?: Category | undefined; limit: number },
    ) {
      const found = await shows
        .find({
          status,
          ...(shopId === undefined ? {} : { shopId }),
          ...(category === undefined ? {} : { category }),
        })
        .sort({ ...inOrder[status], _id: 1 })
        .limit(limit)
        .lean<ShowDocument[]>();
      return found.map(toShowRecord);
    },

    /** Shows that ended after this, had a host and were to be recorded. */
    async listRecordedEndedSince(at: Date): Promise<ShowRecord[]> {
      const found = await shows
        .find({ status: "ended", endedAt: trusted({ $gt: at }), record: true, hosted: true })
        .lean<ShowDocument[]>();
      return found.map(toShowRecord);
    },

    /** Enters those of the next shows after an id that the search does not know. @returns the last one's id; null after the last */
    async enterMissing(after: string | null, limit: number): Promise<string | null> {
      const found = await shows
        .find(after === null ? {} : { _id: trusted({ $gt: after }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ShowDocument[]>();
      await findables.enterMissing(found.map((show) => toFindable(toShowRecord(show))));
      return found.at(-1)?._id.toHexString() ?? null;
    },

    /** A shop's shows that began since a moment, newest first. */
    async startedSince(shopId: string, since: Date): Promise<ShowRecord[]> {
      const found = await shows
        .find({ shopId, startedAt: trusted({ $gte: since }) })
        .sort({ startedAt: -1 })
        .lean<ShowDocument[]>();
      return found.map(toShowRecord);
    },

    /** Every show on the air, of one shop or of all. */
    async listOnAir(shopId?: string): Promise<ShowRecord[]> {
      const found = await shows
        .find({ status: oneOf(["live", "paused"]), ...(shopId === undefined ? {} : { shopId }) })
        .lean<ShowDocument[]>();
      return found.map(toShowRecord);
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
      changes: Partial<
        Pick<ShowRecord, "title" | "description" | "category" | "posterUrl" | "startsAt" | "record">
      >,
      statuses: readonly ShowStatus[],
    ): Promise<ShowRecord | null> {
      const show = await shows
        .findOneAndUpdate(
          { _id: id, status: oneOf(statuses) },
          { $set: changes },
          { returnDocument: "after" },
        )
        .lean<ShowDocument>();
      if (!show) return null;
      const edited = toShowRecord(show);
      await findables.enter(toFindable(edited));
      return edited;
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
      return show && toShowRecord(show);
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
      return show && toShowRecord(show);
    },

    /**
     * Notes that the host of a show on the air is away since then, or (`null`) back. Away again changes nothing.
     * @returns null when the show is not on the air.
     */
    async setAway(id: string, since: Date | null): Promise<ShowRecord | null> {
      const show = await shows
        .findOneAndUpdate(
          { _id: id, status: oneOf(["live", "paused"]) },
          [{ $set: { awaySince: since && { $ifNull: ["$awaySince", since] } } }],
          { returnDocument: "after", updatePipeline: true },
        )
        .lean<ShowDocument>();
      return show && toShowRecord(show);
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
        return show && toShowRecord(show);
      } catch (error) {
        if (isDuplicateKey(error)) return "taken";
        throw error;
      }
    },
  };
};

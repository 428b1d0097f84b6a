import type { OpenGiveaway, Result } from "@showdrop/shared";
import { refuse } from "@showdrop/shared";
import { Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";
import {
  type EntryDocument,
  entrySchema,
  type GiveawayDocument,
  type GiveawayRecord,
  giveawaySchema,
  type ListDocument,
  listSchema,
  toGiveawayRecord,
  type WinnerRecord,
} from "./giveaway.schema.ts";

export interface OpenedGiveaway extends Omit<OpenGiveaway, "seconds"> {
  showId: string;
  shopId: string;
  seed: string;
  commit: string;
  openedBy: string;
  openedAt: Date;
  closesAt: Date | null;
  attempt: string;
  fingerprint: string;
}

export interface Drawn {
  winners: readonly WinnerRecord[];
  passedOver: readonly string[];
}

export type GiveawayStore = ReturnType<typeof createGiveawayStore>;

/** Giveaways, who entered, and the lists that were drawn from. */
export const createGiveawayStore = (db: Db) => {
  const giveaways = db.model<GiveawayDocument>("Giveaway", giveawaySchema);
  const entries = db.model<EntryDocument>("GiveawayEntry", entrySchema);
  const lists = db.model<ListDocument>("GiveawayList", listSchema);
  const found = (giveaway: GiveawayDocument | null): GiveawayRecord | null =>
    giveaway && toGiveawayRecord(giveaway);

  const entryOf = async (giveawayId: string, userId: string): Promise<string | null> =>
    (await entries.findOne({ giveawayId, userId }).lean<EntryDocument>())?.entrantId ?? null;

  const listOf = async (giveawayId: string): Promise<string[] | null> =>
    (await lists.findById(giveawayId).lean<ListDocument>())?.entrants ?? null;

  return {
    entryOf,
    /** Everybody who takes part in the draw, sorted; null until that is settled. */
    listOf,

    async find(id: string, session?: DbSession): Promise<GiveawayRecord | null> {
      return found(await giveaways.findById(id, null, { session: session ?? null }).lean<GiveawayDocument>());
    },

    async newest(showId: string): Promise<GiveawayRecord | null> {
      return found(
        await giveaways.findOne({ showId }).sort({ openedAt: -1, _id: -1 }).lean<GiveawayDocument>(),
      );
    },

    async findByAttempt(attempt: string, fingerprint: string): Promise<Result<GiveawayRecord> | null> {
      const before = await giveaways.findOne({ attempt }).lean<GiveawayDocument>();
      if (!before) return null;
      return before.fingerprint === fingerprint
        ? { ok: true, data: toGiveawayRecord(before) }
        : refuse("IDEMPOTENCY_KEY_REUSED");
    },

    /** Keeps a giveaway, its seed with it, before anybody hears of either. Refuses with GIVEAWAY_ALREADY_OPEN. */
    async open(given: OpenedGiveaway, session: DbSession): Promise<Result<GiveawayRecord>> {
      if (await giveaways.exists({ showId: given.showId, open: true }).session(session))
        return refuse("GIVEAWAY_ALREADY_OPEN");
      const [giveaway] = await giveaways.create(
        [
          {
            ...{ _id: new Types.ObjectId(), ...given, status: "open", open: true },
            ...{ entries: 0, winners: [], passedOver: [], told: false },
          },
        ],
        { session },
      );
      if (!giveaway) throw new Error("a create gave no document");
      return { ok: true, data: toGiveawayRecord(giveaway.toObject()) };
    },

    /** Enters a person, once. @returns their entry's id, an earlier one's if there is one */
    async enter(giveawayId: string, userId: string, entrantId: string): Promise<string> {
      try {
        await entries.create({ _id: new Types.ObjectId(), giveawayId, userId, entrantId });
        return entrantId;
      } catch (error) {
        const before = isDuplicateKey(error) ? await entryOf(giveawayId, userId) : null;
        if (before === null) throw error;
        return before;
      }
    },

    async leave(giveawayId: string, entrantId: string): Promise<void> {
      await entries.deleteOne({ giveawayId, entrantId });
    },

    async entrants(giveawayId: string): Promise<WinnerRecord[]> {
      const all = await entries.find({ giveawayId }).lean<EntryDocument[]>();
      return all.map(({ userId, entrantId }) => ({ userId: userId.toHexString(), entrantId }));
    },

    /** Whose these entries are, in the order given. */
    async whose(giveawayId: string, entrantIds: readonly string[]): Promise<WinnerRecord[]> {
      const some = await entries
        .find({ giveawayId, entrantId: trusted({ $in: [...entrantIds] }) })
        .lean<EntryDocument[]>();
      const owners = new Map(some.map(({ entrantId, userId }) => [entrantId, userId.toHexString()]));
      return entrantIds.flatMap((entrantId) => {
        const userId = owners.get(entrantId);
        return userId === undefined ? [] : [{ userId, entrantId }];
      });
    },

    /** Nobody can enter from now on. @returns the giveaway, or null when it was not open */
    async stopEntries(
      id: string,
      status: "drawing" | "cancelled",
      session: DbSession,
    ): Promise<GiveawayRecord | null> {
      return found(
        await giveaways
          .findOneAndUpdate(
            { _id: id, status: "open" },
            { $unset: { open: 1 }, $set: { status, told: false } },
            { returnDocument: "after", session },
          )
          .lean<GiveawayDocument>(),
      );
    },

    /** Settles who takes part. @returns the list that was settled first, whoever tries */
    async settleList(giveawayId: string, entrants: readonly string[]): Promise<string[]> {
      try {
        await lists.create({ _id: new Types.ObjectId(giveawayId), entrants: entrants.toSorted() });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const settled = await listOf(giveawayId);
      if (!settled) throw new Error("a list just settled is gone");
      return settled;
    },

    /** Keeps what was drawn, once. */
    async setDrawn(id: string, winners: readonly WinnerRecord[], entered: number, at: Date): Promise<void> {
      await giveaways.updateOne(
        { _id: id, status: "drawing" },
        {
          $set: { status: "drawn", winners: [...winners], drawnAt: at, entries: entered, told: false },
        },
      );
    },

    /** Replaces what was drawn, unless it has changed since it was read. @returns the giveaway as it is then */
    async replaceDrawn(
      before: GiveawayRecord,
      { winners, passedOver }: Drawn,
      session: DbSession,
    ): Promise<GiveawayRecord | null> {
      return found(
        await giveaways
          .findOneAndUpdate(
            { _id: before.id, status: "drawn", passedOver: trusted({ $size: before.passedOver.length }) },
            { $set: { winners: [...winners], passedOver: [...passedOver], told: false } },
            { returnDocument: "after", session },
          )
          .lean<GiveawayDocument>(),
      );
    },

    /** Everybody was told of the giveaway as it was; what changed since is still to be told. */
    async markTold({ id, status, passedOver }: GiveawayRecord): Promise<void> {
      await giveaways.updateOne(
        { _id: id, status, passedOver: trusted({ $size: passedOver.length }) },
        { $set: { told: true } },
      );
    },

    /** Those that are open, those whose draw was begun, and those of which everybody is still to be told. */
    async unsettled(): Promise<{ open: GiveawayRecord[]; untold: GiveawayRecord[] }> {
      const [open, untold] = await Promise.all([
        giveaways.find({ open: true }).lean<GiveawayDocument[]>(),
        giveaways.find({ told: false }).lean<GiveawayDocument[]>(),
      ]);
      return { open: open.map(toGiveawayRecord), untold: untold.map(toGiveawayRecord) };
    },

    /** Counts the entries of a giveaway that is open, and notes the result. @returns null when it is not open */
    async count(id: string): Promise<number | null> {
      const [counted] = await entries.aggregate<{ entries: number }>([
        { $match: { giveawayId: new Types.ObjectId(id) } },
        { $count: "entries" },
      ]);
      const now = counted?.entries ?? 0;
      const noted = await giveaways.updateOne({ _id: id, open: true }, { $set: { entries: now } });
      return noted.matchedCount === 1 ? now : null;
    },
  };
};

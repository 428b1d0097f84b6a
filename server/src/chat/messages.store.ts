import { Types, trusted } from "mongoose";
import { type Db, type DbSession, driverOf, isDuplicateKey, literally } from "../kit/mongo.ts";
import {
  type MessageDocument,
  type MessageRecord,
  messageSchema,
  toMessageRecord,
} from "./message-record.ts";

/** What a search for messages of a shop looks for; whatever is left out does not matter. */
export interface MessageSearch {
  shopId: string;
  showId?: string | undefined;
  /** Part of the text, in whatever case. */
  text?: string | undefined;
  /** The authors who come into question. */
  authorIds?: readonly string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** The last message of the page before. */
  before?: string | undefined;
  limit: number;
}

/** What others do not see and its author does. */
const ownAsides: MessageRecord["hidden"][] = ["held", "shadow"];

export type MessageStore = ReturnType<typeof createMessageStore>;

/** What was said. A deleted message is kept for its audit row and the team, and shown to nobody else. */
export const createMessageStore = (db: Db) => {
  const messages = db.model<MessageDocument>("Message", messageSchema);

  const findByKey = async (authorId: string, key: string): Promise<MessageRecord | null> => {
    const found = await driverOf(messages).findOne({ authorId: new Types.ObjectId(authorId), key });
    return found && toMessageRecord(found);
  };

  /** Changes a message if it is so. @returns it as it was before, changed or not; null when there is none. */
  const change = async (
    showId: string,
    id: string,
    so: object,
    $set: object,
    session: DbSession | null = null,
  ): Promise<MessageRecord | null> => {
    const before =
      (await messages
        .findOneAndUpdate({ _id: id, showId, ...so }, { $set }, { session })
        .lean<MessageDocument>()) ??
      (await messages.findOne({ _id: id, showId }, null, { session }).lean<MessageDocument>());
    return before && toMessageRecord(before);
  };

  return {
    findByKey,

    /** Adds a message, once for each author and key. @returns what is kept under the key, and whether it is new. */
    async add({
      hidden,
      heldFor,
      ...given
    }: Omit<MessageRecord, "id" | "deletedAt" | "deletedBy"> & { key: string }): Promise<{
      message: MessageRecord;
      added: boolean;
    }> {
      const { shopId, showId, authorId, replyToId, mentionIds, ...plain } = given;
      const document: MessageDocument = {
        _id: new Types.ObjectId(),
        ...plain,
        shopId: new Types.ObjectId(shopId),
        showId: new Types.ObjectId(showId),
        authorId: new Types.ObjectId(authorId),
        replyToId: replyToId === null ? null : new Types.ObjectId(replyToId),
        mentionIds: mentionIds.map((id) => new Types.ObjectId(id)),
        deletedAt: null,
        deletedBy: null,
        ...(hidden && { hidden }),
        ...(heldFor && { heldFor }),
      };
      try {
        await driverOf(messages).insertOne(document);
        return { message: toMessageRecord(document), added: true };
      } catch (error) {
        const known = isDuplicateKey(error) ? await findByKey(given.authorId, given.key) : null;
        if (!known) throw error;
        return { message: known, added: false };
      }
    },

    /** These messages, deleted ones too. */
    async findMany(ids: readonly string[]): Promise<Map<string, MessageRecord>> {
      if (ids.length === 0) return new Map();
      const found = await messages.find({ _id: trusted({ $in: [...ids] }) }).lean<MessageDocument[]>();
      return new Map(found.map((message) => [message._id.toHexString(), toMessageRecord(message)]));
    },

    /** A show's message that everybody sees. */
    async find(showId: string, id: string): Promise<MessageRecord | null> {
      const found = await messages
        .findOne({ _id: id, showId, deletedAt: null, hidden: null })
        .lean<MessageDocument>();
      return found && toMessageRecord(found);
    },

    /** A show's last messages that everybody sees, oldest first, without deleted ones and those of `without`. */
    async last(showId: string, { limit, without }: { limit: number; without: readonly string[] }) {
      const found = await messages
        .find({ showId, deletedAt: null, hidden: null, authorId: trusted({ $nin: [...without] }) })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toMessageRecord).reverse();
    },

    /** The last messages that not everybody sees, oldest first: somebody's own, and for the team those shadowed. */
    async lastAside(
      showId: string,
      { readerId, team, limit }: { readerId: string; team: boolean; limit: number },
    ): Promise<MessageRecord[]> {
      const own = { hidden: trusted({ $in: ownAsides }), authorId: new Types.ObjectId(readerId) };
      const found = await messages
        .find({ showId, deletedAt: null, $or: team ? [own, { hidden: "shadow" }] : [own] })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toMessageRecord).reverse();
    },

    /** Whether a show has this message, seen or not. */
    async exists(showId: string, id: string): Promise<boolean> {
      return (await messages.exists({ _id: id, showId })) !== null;
    },

    /** A show's messages that wait for the team, oldest first. */
    async listHeld(showId: string, limit: number): Promise<MessageRecord[]> {
      const found = await messages
        .find({ showId, hidden: "held", deletedAt: null })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toMessageRecord);
    },

    /**
     * Lets a message that waits be seen by everybody, as said at `at`, or by nobody.
     * @returns null when it does not wait (any more).
     */
    async judge(
      showId: string,
      id: string,
      judgement: "approve" | "reject",
      at: Date,
      session: DbSession,
    ): Promise<MessageRecord | null> {
      const change =
        judgement === "approve"
          ? { $set: { at }, $unset: { hidden: 1 as const } }
          : { $set: { hidden: "rejected" as const, deletedAt: at } };
      const message = await messages
        .findOneAndUpdate({ _id: id, showId, hidden: "held", deletedAt: null }, change, {
          returnDocument: "after",
          session,
        })
        .lean<MessageDocument>();
      return message && toMessageRecord(message);
    },

    /** What somebody said in a show since `from`, oldest first. */
    async textsSince(showId: string, authorId: string, from: Date, limit: number): Promise<string[]> {
      const found = await driverOf(messages)
        .find({
          showId: new Types.ObjectId(showId),
          authorId: new Types.ObjectId(authorId),
          _id: { $gte: Types.ObjectId.createFromTime(from.getTime() / 1000) },
        })
        .sort({ _id: -1 })
        .limit(limit)
        .project<Pick<MessageDocument, "text">>({ text: 1 })
        .toArray();
      return found.map(({ text }) => text).reverse();
    },

    /** A person's lines in a shop's shows until `until`, newest first; `kept`: those alone that everybody sees. */
    async ofAuthor(
      { shopId, showId, authorId }: { shopId: string; showId?: string; authorId: string },
      { limit, until, kept = false }: { limit: number; until?: Date; kept?: boolean },
    ): Promise<MessageRecord[]> {
      const found = await messages
        .find({
          ...{ shopId, authorId },
          ...(showId ? { showId } : {}),
          ...(until ? { at: trusted({ $lte: until }) } : {}),
          ...(kept ? { deletedAt: null, hidden: null } : {}),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toMessageRecord);
    },

    /** A shop's messages, newest first, deleted ones too. */
    async search({ shopId, showId, text, authorIds, from, to, before, limit }: MessageSearch) {
      const found = await messages
        .find({
          shopId,
          ...(showId ? { showId } : {}),
          ...(text ? { text: trusted({ $regex: literally(text) }) } : {}),
          ...(authorIds ? { authorId: trusted({ $in: [...authorIds] }) } : {}),
          ...(from || to
            ? { at: trusted({ ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) }) }
            : {}),
          ...(before ? { _id: trusted({ $lt: new Types.ObjectId(before) }) } : {}),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toMessageRecord);
    },

    /** @param by null: the system. @returns the message as it was before, or null when the show has no such message. */
    delete: (
      showId: string,
      id: string,
      { at, by }: { at: Date; by: string | null },
      session?: DbSession,
    ): Promise<MessageRecord | null> =>
      change(showId, id, { deletedAt: null }, { deletedAt: at, deletedBy: by }, session),

    /** @returns the message as it was before, or null when the show has no such message. */
    restore: (showId: string, id: string, session: DbSession): Promise<MessageRecord | null> =>
      change(
        showId,
        id,
        { deletedAt: trusted({ $ne: null }) },
        { deletedAt: null, deletedBy: null },
        session,
      ),
  };
};

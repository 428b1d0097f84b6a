import type { ShopRole } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

export interface MessageRecord {
  id: string;
  showId: string;
  authorId: string;
  role: ShopRole | null;
  text: string;
  at: Date;
  deletedAt: Date | null;
  /** Null: nobody did, or the system did. */
  deletedBy: string | null;
}

interface MessageDocument {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  authorId: Types.ObjectId;
  /** Chosen by the author's client: a retry carries the same one. */
  key: string;
  role: ShopRole | null;
  text: string;
  at: Date;
  deletedAt: Date | null;
  deletedBy?: Types.ObjectId | null;
}

const messageSchema = new Schema<MessageDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  authorId: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  role: { type: String, default: null },
  text: { type: String, required: true },
  at: { type: Date, required: true },
  deletedAt: { type: Date, default: null },
  deletedBy: { type: Schema.Types.ObjectId, default: null },
});
messageSchema.index({ authorId: 1, at: -1 });
messageSchema.index({ authorId: 1, key: 1 }, { unique: true });
messageSchema.index({ showId: 1, deletedAt: 1, at: -1 });

const toRecord = (message: MessageDocument): MessageRecord => ({
  id: message._id.toHexString(),
  showId: message.showId.toHexString(),
  authorId: message.authorId.toHexString(),
  role: message.role,
  text: message.text,
  at: message.at,
  deletedAt: message.deletedAt,
  deletedBy: message.deletedBy?.toHexString() ?? null,
});

export type MessageStore = ReturnType<typeof createMessageStore>;

/** What was said. A deleted message is kept for its audit row and shown to nobody. */
export const createMessageStore = (db: Db) => {
  const messages = db.model<MessageDocument>("Message", messageSchema);

  const findByKey = async (authorId: string, key: string): Promise<MessageRecord | null> => {
    const found = await messages.findOne({ authorId, key }).lean<MessageDocument>();
    return found && toRecord(found);
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
    return before && toRecord(before);
  };

  return {
    findByKey,

    /** Adds a message, once for each author and key. @returns what is kept under the key, and whether it is new. */
    async add(
      given: Omit<MessageRecord, "id" | "deletedAt" | "deletedBy"> & { key: string },
    ): Promise<{ message: MessageRecord; added: boolean }> {
      try {
        const message = await messages.create({ _id: new Types.ObjectId(), ...given });
        return { message: toRecord(message.toObject()), added: true };
      } catch (error) {
        const known = isDuplicateKey(error) ? await findByKey(given.authorId, given.key) : null;
        if (!known) throw error;
        return { message: known, added: false };
      }
    },

    /** A show's last messages, oldest first, without deleted ones and those of `without`. */
    async last(showId: string, { limit, without }: { limit: number; without: readonly string[] }) {
      const found = await messages
        .find({ showId, deletedAt: null, authorId: trusted({ $nin: [...without] }) })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toRecord).reverse();
    },

    /** A person's lines in these shows until `until`, newest first, deleted ones too unless `kept`. */
    async ofAuthor(
      authorId: string,
      showIds: readonly string[],
      { limit, until, kept = false }: { limit: number; until?: Date; kept?: boolean },
    ): Promise<MessageRecord[]> {
      const found = await messages
        .find({
          authorId,
          showId: trusted({ $in: [...showIds] }),
          ...(until ? { at: trusted({ $lte: until }) } : {}),
          ...(kept ? { deletedAt: null } : {}),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toRecord);
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

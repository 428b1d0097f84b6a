import type { MessageKind, ShopRole } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

export interface MessageRecord {
  id: string;
  showId: string;
  authorId: string;
  role: ShopRole | null;
  text: string;
  kind: MessageKind;
  at: Date;
  deletedAt: Date | null;
}

interface MessageDocument {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  authorId: Types.ObjectId;
  /** Chosen by the author's client: a retry carries the same one. */
  key: string;
  role: ShopRole | null;
  text: string;
  kind: MessageKind;
  at: Date;
  deletedAt: Date | null;
}

const messageSchema = new Schema<MessageDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  authorId: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  role: { type: String, default: null },
  text: { type: String, required: true },
  kind: { type: String, required: true },
  at: { type: Date, required: true },
  deletedAt: { type: Date, default: null },
});
messageSchema.index({ authorId: 1, key: 1 }, { unique: true });
messageSchema.index({ showId: 1, deletedAt: 1, at: -1 });

const toRecord = (message: MessageDocument): MessageRecord => ({
  id: message._id.toHexString(),
  showId: message.showId.toHexString(),
  authorId: message.authorId.toHexString(),
  role: message.role,
  text: message.text,
  kind: message.kind,
  at: message.at,
  deletedAt: message.deletedAt,
});

export type MessageStore = ReturnType<typeof createMessageStore>;

/** What was said. A deleted message is kept for its audit row and shown to nobody. */
export const createMessageStore = (db: Db) => {
  const messages = db.model<MessageDocument>("Message", messageSchema);

  const findByKey = async (authorId: string, key: string): Promise<MessageRecord | null> => {
    const found = await messages.findOne({ authorId, key }).lean<MessageDocument>();
    return found && toRecord(found);
  };

  return {
    findByKey,

    /** Adds a message, once for each author and key. @returns what is kept under the key, and whether it is new. */
    async add(
      given: Omit<MessageRecord, "id" | "deletedAt"> & { key: string },
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

    /** Those of these messages that are shown in a show's chat, by id. */
    async visible(showId: string, ids: readonly string[]): Promise<Map<string, MessageRecord>> {
      const found = await messages
        .find({ _id: trusted({ $in: [...ids] }), showId, deletedAt: null })
        .lean<MessageDocument[]>();
      return new Map(found.map((message) => [message._id.toHexString(), toRecord(message)]));
    },

    /** @returns the message as it was before, or null when the show has no such message. */
    async delete(showId: string, id: string, at: Date, session?: DbSession): Promise<MessageRecord | null> {
      const inSession = { session: session ?? null };
      const before = await messages
        .findOneAndUpdate({ _id: id, showId, deletedAt: null }, { $set: { deletedAt: at } }, inSession)
        .lean<MessageDocument>();
      const found =
        before ?? (await messages.findOne({ _id: id, showId }, null, inSession).lean<MessageDocument>());
      return found && toRecord(found);
    },
  };
};

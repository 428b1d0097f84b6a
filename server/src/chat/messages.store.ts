import type { AutomodReason, ShopRole } from "@showdrop/shared";
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
  /** Null: everybody sees it. `held` waits for the team, `shadow` is for its author and the team, `rejected` for nobody. */
  hidden: "held" | "shadow" | "rejected" | null;
  /** Why it was held; null when it was not. */
  heldFor: AutomodReason | null;
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
  /** Absent for what everybody sees. */
  hidden?: MessageRecord["hidden"];
  heldFor?: MessageRecord["heldFor"];
}

const messageSchema = new Schema<MessageDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  authorId: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  role: { type: String, default: null },
  text: { type: String, required: true },
  at: { type: Date, required: true },
  deletedAt: { type: Date, default: null },
  hidden: { type: String },
  heldFor: { _id: false, type: new Schema({ rule: String, found: String }, { _id: false }) },
});
messageSchema.index({ authorId: 1, key: 1 }, { unique: true });
messageSchema.index({ showId: 1, deletedAt: 1, at: -1 });
// What waits is looked for among everything that was said.
messageSchema.index({ showId: 1, hidden: 1, _id: 1 }, { partialFilterExpression: { hidden: "held" } });

const toRecord = (message: MessageDocument): MessageRecord => ({
  id: message._id.toHexString(),
  showId: message.showId.toHexString(),
  authorId: message.authorId.toHexString(),
  role: message.role,
  text: message.text,
  at: message.at,
  deletedAt: message.deletedAt,
  hidden: message.hidden ?? null,
  heldFor: message.heldFor ?? null,
});

/** Who reads: null for a visitor without an account; `team` for those with a role in the show's shop. */
export interface MessageReader {
  id: string | null;
  team: boolean;
}

/** What others do not see and its author does. */
const asides: MessageRecord["hidden"][] = ["held", "shadow"];

const seenBy = ({ id, team }: MessageReader) => [
  { hidden: null },
  ...(id ? [{ hidden: trusted({ $in: asides }), authorId: new Types.ObjectId(id) }] : []),
  ...(team ? [{ hidden: "shadow" as const }] : []),
];

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
    async add({
      hidden,
      heldFor,
      ...given
    }: Omit<MessageRecord, "id" | "deletedAt"> & { key: string }): Promise<{
      message: MessageRecord;
      added: boolean;
    }> {
      try {
        const message = await messages.create({
          _id: new Types.ObjectId(),
          ...given,
          ...(hidden && { hidden }),
          ...(heldFor && { heldFor }),
        });
        return { message: toRecord(message.toObject()), added: true };
      } catch (error) {
        const known = isDuplicateKey(error) ? await findByKey(given.authorId, given.key) : null;
        if (!known) throw error;
        return { message: known, added: false };
      }
    },

    /**
     * A show's last messages that somebody sees, oldest first, without deleted ones and those of `without`: what
     * everybody sees, their own that wait or are shadowed, and for the team everything shadowed.
     */
    async last(
      showId: string,
      { limit, without, reader }: { limit: number; without: readonly string[]; reader: MessageReader },
    ) {
      const found = await messages
        .find({
          ...{ showId, deletedAt: null, authorId: trusted({ $nin: [...without] }) },
          $or: seenBy(reader),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toRecord).reverse();
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

import type { AutomodReason, ChatBadge, ChatMessage, MessageKind, ShopRole } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, driverOf, isDuplicateKey, literally } from "../kit/mongo.ts";

export interface MessageRecord {
  id: string;
  shopId: string;
  showId: string;
  authorId: string;
  role: ShopRole | null;
  badges: ChatBadge[];
  kind: MessageKind;
  text: string;
  /** The message that this one answers to. */
  replyToId: string | null;
  mentionIds: string[];
  emotes: ChatMessage["emotes"];
  links: boolean;
  at: Date;
  deletedAt: Date | null;
  /** Null: everybody sees it. `held` waits for the team, `shadow` is for its author and the team, `rejected` for nobody. */
  hidden: "held" | "shadow" | "rejected" | null;
  /** Why it was held; null when it was not. */
  heldFor: AutomodReason | null;
  /** Null: nobody did, or the system did. */
  deletedBy: string | null;
}

type References = "shopId" | "showId" | "authorId";
type Aside = "hidden" | "heldFor";
type MessageDocument = Omit<
  MessageRecord,
  "id" | "deletedBy" | "replyToId" | "mentionIds" | References | Aside
> & {
  _id: Types.ObjectId;
  replyToId: Types.ObjectId | null;
  mentionIds: Types.ObjectId[];
  /** Chosen by the author's client: a retry carries the same one. */
  key: string;
  deletedBy: Types.ObjectId | null;
} & Record<References, Types.ObjectId> &
  // Absent for what everybody sees.
  Partial<Pick<MessageRecord, Aside>>;

const objectId = { type: Schema.Types.ObjectId, required: true } as const;

const messageSchema = new Schema<MessageDocument>({
  shopId: objectId,
  showId: objectId,
  authorId: objectId,
  key: { type: String, required: true },
  role: { type: String, default: null },
  badges: { type: [String], default: [] },
  kind: { type: String, required: true },
  text: { type: String, required: true },
  replyToId: { type: Schema.Types.ObjectId, default: null },
  mentionIds: { type: [Schema.Types.ObjectId], default: [] },
  emotes: [
    new Schema(
      { code: { type: String, required: true }, url: { type: String, required: true } },
      { _id: false },
    ),
  ],
  links: { type: Boolean, required: true },
  at: { type: Date, required: true },
  deletedAt: { type: Date, default: null },
  hidden: { type: String },
  heldFor: { type: new Schema({ rule: String, found: String }, { _id: false }) },
  deletedBy: { type: Schema.Types.ObjectId, default: null },
});
messageSchema.index({ authorId: 1, key: 1 }, { unique: true });
messageSchema.index({ showId: 1, deletedAt: 1, at: -1 });
// Of all that was said, little is not seen by everybody.
messageSchema.index(
  { showId: 1, hidden: 1, _id: 1 },
  { partialFilterExpression: { hidden: { $exists: true } } },
);
// The team searches in all of a shop's shows, newest first, and for what one person said.
messageSchema.index({ shopId: 1, _id: -1 });
messageSchema.index({ shopId: 1, authorId: 1, _id: -1 });

const toRecord = (message: MessageDocument): MessageRecord => ({
  id: message._id.toHexString(),
  shopId: message.shopId.toHexString(),
  showId: message.showId.toHexString(),
  authorId: message.authorId.toHexString(),
  role: message.role,
  badges: message.badges,
  kind: message.kind,
  text: message.text,
  replyToId: message.replyToId?.toHexString() ?? null,
  mentionIds: message.mentionIds.map((id) => id.toHexString()),
  emotes: message.emotes,
  links: message.links,
  at: message.at,
  deletedAt: message.deletedAt,
  hidden: message.hidden ?? null,
  heldFor: message.heldFor ?? null,
  deletedBy: message.deletedBy?.toHexString() ?? null,
});

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
        return { message: toRecord(document), added: true };
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
      return new Map(found.map((message) => [message._id.toHexString(), toRecord(message)]));
    },

    /** A show's message that everybody sees. */
    async find(showId: string, id: string): Promise<MessageRecord | null> {
      const found = await messages
        .findOne({ _id: id, showId, deletedAt: null, hidden: null })
        .lean<MessageDocument>();
      return found && toRecord(found);
    },

    /** A show's last messages that everybody sees, oldest first, without deleted ones and those of `without`. */
    async last(showId: string, { limit, without }: { limit: number; without: readonly string[] }) {
      const found = await messages
        .find({ showId, deletedAt: null, hidden: null, authorId: trusted({ $nin: [...without] }) })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(toRecord).reverse();
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
      return found.map(toRecord).reverse();
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
      return found.map(toRecord);
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
      return message && toRecord(message);
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
      return found.map(toRecord);
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

import type { AutomodReason, ChatBadge, ChatMessage, MessageKind, ShopRole } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";

/** A message as the record has it. */
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
/** A message as the database has it. */
export type MessageDocument = Omit<
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

export const messageSchema = new Schema<MessageDocument>({
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

/** What the database has, as a record. */
export const toMessageRecord = (message: MessageDocument): MessageRecord => ({
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

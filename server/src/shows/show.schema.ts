import { type Category, type ChatModes, openChat, type ShowStatus } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";

/** A show as the record has it; pins are kept as ids and shown with the products' present titles and prices. */
export interface ShowRecord {
  id: string;
  shopId: string;
  title: string;
  description: string;
  category: Category | null;
  posterUrl: string | null;
  status: ShowStatus;
  startsAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Since when it is paused; null unless it is. */
  pausedAt: Date | null;
  /** Since when its host is away for a moment; null unless they are. */
  awaySince: Date | null;
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

export interface ShowDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  title: string;
  description: string;
  /** Absent in shows that are older than categories. */
  category?: Category | null;
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
  /** Absent until the host is away for the first time. */
  awaySince?: Date | null;
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

export const showSchema = new Schema<ShowDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  title: { type: String, required: true },
  description: { type: String, default: "" },
  category: { type: String, default: null },
  posterUrl: { type: String, default: null },
  status: { type: String, required: true },
  onAir: { type: Boolean },
  startsAt: { type: Date, required: true },
  startedAt: { type: Date, default: null },
  endedAt: { type: Date, default: null },
  pausedAt: { type: Date },
  pausedMs: { type: Number },
  turn: { type: Number },
  awaySince: { type: Date },
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
showSchema.index({ shopId: 1, startedAt: -1 });
showSchema.index({ status: 1, startsAt: 1 });
showSchema.index({ shopId: 1, status: 1, startsAt: 1 });
// Ended shows only ever grow in number, and every first page shows the last of them.
showSchema.index({ status: 1, endedAt: -1, _id: 1 });
showSchema.index({ shopId: 1, status: 1, endedAt: -1, _id: 1 });
showSchema.index({ status: 1, category: 1, endedAt: -1, _id: 1 });

/** A show as the database has it, as a record. */
export const toShowRecord = (show: ShowDocument): ShowRecord => ({
  id: show._id.toHexString(),
  shopId: show.shopId.toHexString(),
  title: show.title,
  description: show.description,
  category: show.category ?? null,
  posterUrl: show.posterUrl,
  status: show.status,
  startsAt: show.startsAt,
  startedAt: show.startedAt,
  endedAt: show.endedAt,
  pausedAt: show.pausedAt ?? null,
  // Nobody is away from a show that is not on.
  awaySince: show.onAir ? (show.awaySince ?? null) : null,
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

import type { GiveawayAudience, GiveawayStatus } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";

export interface WinnerRecord {
  userId: string;
  entrantId: string;
}

export interface GiveawayRecord {
  id: string;
  showId: string;
  shopId: string;
  prize: string;
  audience: GiveawayAudience;
  winnersWanted: number;
  status: GiveawayStatus;
  /** Secret until it is drawn. */
  seed: string;
  commit: string;
  /** As they were last counted. */
  entries: number;
  openedAt: Date;
  closesAt: Date | null;
  drawnAt: Date | null;
  winners: WinnerRecord[];
  passedOver: string[];
}

export interface GiveawayDocument extends Omit<GiveawayRecord, "id" | "showId" | "shopId" | "winners"> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  shopId: Types.ObjectId;
  openedBy: Types.ObjectId;
  /** There while people can enter, and only then: the unique index below reads it. */
  open?: true;
  /** Whether everybody was told how it is now. */
  told: boolean;
  winners: { userId: Types.ObjectId; entrantId: string }[];
  /** Who opened it under which idempotency key, and a fingerprint of what they asked. */
  attempt: string;
  fingerprint: string;
}

export interface EntryDocument {
  _id: Types.ObjectId;
  giveawayId: Types.ObjectId;
  userId: Types.ObjectId;
  entrantId: string;
}

/** Everybody who takes part in a draw, settled once. */
export interface ListDocument {
  /** The giveaway's id. */
  _id: Types.ObjectId;
  entrants: string[];
}

export const giveawaySchema = new Schema<GiveawayDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  shopId: { type: Schema.Types.ObjectId, required: true },
  prize: { type: String, required: true },
  audience: { type: String, required: true },
  winnersWanted: { type: Number, required: true },
  status: { type: String, required: true },
  open: { type: Boolean },
  seed: { type: String, required: true, immutable: true },
  commit: { type: String, required: true, immutable: true },
  entries: { type: Number, required: true },
  openedBy: { type: Schema.Types.ObjectId, required: true },
  openedAt: { type: Date, required: true },
  closesAt: { type: Date, default: null },
  drawnAt: { type: Date, default: null },
  winners: [
    {
      _id: false,
      userId: { type: Schema.Types.ObjectId, required: true },
      entrantId: { type: String, required: true },
    },
  ],
  passedOver: { type: [String], default: [] },
  told: { type: Boolean, required: true },
  attempt: { type: String, required: true },
  fingerprint: { type: String, required: true },
});
// One open giveaway a show, and the database is the judge.
giveawaySchema.index(
  { showId: 1 },
  { name: "one_open", unique: true, partialFilterExpression: { open: true } },
);
giveawaySchema.index({ attempt: 1 }, { unique: true });
giveawaySchema.index({ showId: 1, openedAt: -1 });
giveawaySchema.index({ told: 1 }, { partialFilterExpression: { told: false } });

export const entrySchema = new Schema<EntryDocument>({
  giveawayId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true },
  entrantId: { type: String, required: true },
});
// One entry a person, however often and on however many servers they press.
entrySchema.index({ giveawayId: 1, userId: 1 }, { unique: true });
entrySchema.index({ giveawayId: 1, entrantId: 1 }, { unique: true });

export const listSchema = new Schema<ListDocument>({ entrants: { type: [String], required: true } });

/** What the database has, as a record. */
export const toGiveawayRecord = (giveaway: GiveawayDocument): GiveawayRecord => ({
  id: giveaway._id.toHexString(),
  showId: giveaway.showId.toHexString(),
  shopId: giveaway.shopId.toHexString(),
  prize: giveaway.prize,
  audience: giveaway.audience,
  winnersWanted: giveaway.winnersWanted,
  status: giveaway.status,
  seed: giveaway.seed,
  commit: giveaway.commit,
  entries: giveaway.entries,
  openedAt: giveaway.openedAt,
  closesAt: giveaway.closesAt,
  drawnAt: giveaway.drawnAt,
  winners: giveaway.winners.map(({ userId, entrantId }) => ({ userId: userId.toHexString(), entrantId })),
  passedOver: [...giveaway.passedOver],
});

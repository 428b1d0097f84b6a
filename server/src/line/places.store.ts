import type { ReceiptKind } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { LogEntry, StoredWaiter } from "../holds/line.store.ts";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

/** `waiting`: in line. `offered`: units are held for them, or they are paying. `over`: they left, bought or let it pass. */
type PlaceState = "waiting" | "offered" | "over";

/** Somebody's place in a drop's line. */
interface PlaceDocument {
  /** The number under which the public log knows them. */
  _id: string;
  dropId: Types.ObjectId;
  userId: Types.ObjectId;
  variantId: Types.ObjectId;
  quantity: number;
  holdId: string;
  number: number;
  lobby: boolean;
  state: PlaceState;
  /** The last entry of the log about them that was written down. */
  seq: number;
}

/** Everybody who takes part in a fair start, settled once. */
interface ListDocument {
  /** The drop's id. */
  _id: Types.ObjectId;
  entrants: string[];
}

const objectId = { type: Schema.Types.ObjectId, required: true, immutable: true } as const;

const placeSchema = new Schema<PlaceDocument>(
  {
    _id: String,
    dropId: objectId,
    userId: objectId,
    variantId: objectId,
    quantity: { type: Number, required: true },
    holdId: { type: String, required: true },
    number: { type: Number, required: true },
    lobby: { type: Boolean, required: true },
    state: { type: String, required: true },
    seq: { type: Number, required: true },
  },
  { collection: "drop_places" },
);
placeSchema.index({ dropId: 1, state: 1 });
placeSchema.index({ dropId: 1, number: -1 });

const listSchema = new Schema<ListDocument>(
  { entrants: { type: [String], required: true } },
  { collection: "drop_lists" },
);

/** A place in line as the record has it. */
export interface PlaceRecord extends StoredWaiter {
  dropId: string;
  state: PlaceState;
}

const toPlace = (found: PlaceDocument): PlaceRecord => ({
  dropId: found.dropId.toHexString(),
  user: found.userId.toHexString(),
  variant: found.variantId.toHexString(),
  quantity: found.quantity,
  hold: found.holdId,
  entry: found._id,
  number: found.number,
  lobby: found.lobby,
  state: found.state,
});

const stateAfter = (kind: ReceiptKind): PlaceState => {
  switch (kind) {
    case "queued":
    case "drawn":
      return "waiting";
    case "offered":
      return "offered";
    default:
      return "over";
  }
};

export type PlaceStore = ReturnType<typeof createPlaceStore>;

/** Who stands in the drops' lines, and who takes part in their fair starts. Redis decides it; this is the record. */
export const createPlaceStore = (db: Db) => {
  const places = db.model<PlaceDocument>("DropPlace", placeSchema);
  const lists = db.model<ListDocument>("DropList", listSchema);

  const listOf = async (dropId: string): Promise<string[] | null> =>
    (await lists.findById(dropId).lean<ListDocument>())?.entrants ?? null;

  const noteEntry = async (dropId: string, entry: LogEntry): Promise<void> => {
    const { seq, kind, user, variant, quantity, hold, number, lobby } = entry;
    try {
      await places.updateOne(
        { _id: entry.entry, seq: trusted({ $lt: seq }) },
        {
          $set: { state: stateAfter(kind), seq, lobby, ...(number === null ? {} : { number }) },
          $setOnInsert: {
            ...{ dropId, userId: user, variantId: variant, quantity, holdId: hold },
            ...(number === null ? { number: 1 } : {}),
          },
        },
        { upsert: true },
      );
    } catch (error) {
      // A later entry was written down before this one.
      if (!isDuplicateKey(error)) throw error;
    }
  };

  return {
    listOf,

    /** Notes what entries of a drop's log say of places in its line, unless later ones said more. */
    async note(dropId: string, entries: readonly LogEntry[]): Promise<void> {
      await Promise.all(entries.filter(({ line }) => line).map((entry) => noteEntry(dropId, entry)));
    },

    /** Who stands in a drop's line or was offered units there and has not ended it, in their order. */
    async ofDrop(dropId: string): Promise<PlaceRecord[]> {
      const found = await places
        .find({ dropId, state: trusted({ $ne: "over" satisfies PlaceState }) })
        .sort({ number: 1 })
        .lean<PlaceDocument[]>();
      return found.map(toPlace);
    },

    /** The last place that was given in a drop's line; 0 for none. */
    async lastNumber(dropId: string): Promise<number> {
      const found = await places.findOne({ dropId }).sort({ number: -1 }).lean<PlaceDocument>();
      return found?.number ?? 0;
    },

    /** The users behind these entries of a fair start, in the order given. */
    async usersOf(entries: readonly string[]): Promise<string[]> {
      const found = await places.find({ _id: trusted({ $in: [...entries] }) }).lean<PlaceDocument[]>();
      const users = new Map(found.map(({ _id, userId }) => [_id, userId.toHexString()]));
      return entries.flatMap((entry) => users.get(entry) ?? []);
    },

    /** Settles who takes part in a fair start. @returns the list that was settled first, whoever tries */
    async settleList(dropId: string, entrants: readonly string[]): Promise<string[]> {
      try {
        await lists.create({ _id: new Types.ObjectId(dropId), entrants: entrants.toSorted() });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const settled = await listOf(dropId);
      if (!settled) throw new Error("a list just settled is gone");
      return settled;
    },
  };
};

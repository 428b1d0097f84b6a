import { Schema, Types } from "mongoose";
import { type Db, type DbSession, driverOf } from "../kit/mongo.ts";
import { isNearIn } from "./near.ts";
import { isFoundIn, lettersIn, type Query, squash } from "./words.ts";

export const findableKinds = ["show", "shop", "product"] as const;
export type FindableKind = (typeof findableKinds)[number];

/** Something that people search for, with the texts that it is found by, the first being its name. */
export interface Findable {
  kind: FindableKind;
  id: string;
  texts: readonly string[];
}

interface FindableDocument {
  /** The show's, shop's or product's. */
  _id: Types.ObjectId;
  kind: FindableKind;
  /** The texts without spaces, to be sure of what the groups of letters only suggest. */
  parts: string[];
  letters: string[];
}

const findableSchema = new Schema<FindableDocument>(
  {
    kind: { type: String, required: true },
    parts: { type: [String], required: true },
    letters: { type: [String], required: true },
  },
  { collection: "findables" },
);
findableSchema.index({ kind: 1, letters: 1, _id: -1 });

/** Characters of one text that are searched: names are shorter, and of a description the beginning says what it is. */
const SEARCHED = 300;

/**
 * Entries that are looked at for one search and kind, at most. Whoever types one common syllable gets the newest of
 * them; a longer word has fewer.
 */
export const LOOKED_AT = 200;

/** The same where what was typed is nowhere: two letters tell less, and more is looked through. */
const LOOKED_NEAR = 1_000;

export type FindableStore = ReturnType<typeof createFindableStore>;

/**
 * What can be searched, apart from the things themselves: they are read for every sale and would carry their letters
 * along. An entry only says where to look; whether somebody may see the thing is for the thing to say.
 */
export const createFindableStore = (db: Db) => {
  const findables = db.model<FindableDocument>("Findable", findableSchema);

  /** Enters something, or enters it anew. */
  const enter = async ({ kind, id, texts }: Findable, session?: DbSession): Promise<void> => {
    const parts = texts.map((text) => squash(text.slice(0, SEARCHED))).filter((part) => part !== "");
    await driverOf(findables).updateOne(
      { _id: new Types.ObjectId(id) },
      { $set: { kind, parts, letters: lettersIn(parts) } },
      { upsert: true, ...(session ? { session } : {}) },
    );
  };

  return {
    enter,

    /** Ids of what the query finds, newest first, and whether not all was looked at. */
    async find(kind: FindableKind, query: Query): Promise<{ ids: string[]; more: boolean }> {
      if (!query.letters) return { ids: [], more: false };
      const found = await driverOf(findables)
        .find(
          { kind, $and: query.letters.map((group) => ({ letters: group })) },
          { projection: { parts: 1 }, sort: { _id: -1 }, limit: LOOKED_AT },
        )
        .toArray();
      const sure = found.filter(({ parts }) => isFoundIn(query, parts));
      return { ids: sure.map(({ _id }) => _id.toHexString()), more: found.length === LOOKED_AT };
    },

    /** Ids of what is nearly what the query says, newest first: for when nothing is. */
    async findNear(kind: FindableKind, query: Query): Promise<string[]> {
      if (query.near.length === 0) return [];
      const found = await driverOf(findables)
        .find(
          { kind, letters: { $in: query.near } },
          { projection: { parts: 1 }, sort: { _id: -1 }, limit: LOOKED_NEAR },
        )
        .toArray();
      return found.filter(({ parts }) => isNearIn(query, parts)).map(({ _id }) => _id.toHexString());
    },

    /** Enters those of these that are not entered yet. */
    async enterMissing(all: readonly Findable[]): Promise<void> {
      const found = await driverOf(findables)
        .find({ _id: { $in: all.map(({ id }) => new Types.ObjectId(id)) } }, { projection: { _id: 1 } })
        .toArray();
      const known = new Set(found.map(({ _id }) => _id.toHexString()));
      for (const one of all) if (!known.has(one.id)) await enter(one);
    },
  };
};

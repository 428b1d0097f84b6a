import { AutomodSettings, calmAutomod } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import { type Db, type DbSession, driverOf } from "../../kit/mongo.ts";
import { type Automod, compileAutomod } from "./judge-line.ts";

interface AutomodDocument {
  /** The shop. */
  _id: Types.ObjectId;
  settings: unknown;
  /** Counts the changes. */
  revision: number;
}

const automodSchema = new Schema<AutomodDocument>(
  { settings: { type: Schema.Types.Mixed, required: true }, revision: { type: Number, required: true } },
  { collection: "automod", minimize: false },
);

/** Shops whose compiled settings are kept: more than have a busy chat on one server at a time. */
const MOST_COMPILED = 200;

export type AutomodStore = ReturnType<typeof createAutomodStore>;

/** How each shop's chat is read. */
export const createAutomodStore = (db: Db) => {
  const automods = db.model<AutomodDocument>("Automod", automodSchema);
  const compiled = new Map<string, { revision: number; settings: AutomodSettings; judge: Automod }>();

  const read = async (shopId: string): Promise<{ settings: AutomodSettings; revision: number }> => {
    const found = await automods.findById(shopId).lean<AutomodDocument>();
    return found
      ? { settings: AutomodSettings.parse(found.settings), revision: found.revision }
      : { settings: calmAutomod, revision: 0 };
  };

  /** Asked with every line: the number alone, not the lists of words. */
  const revisionOf = async (shopId: string): Promise<number> => {
    const which = { _id: new Types.ObjectId(shopId) };
    return (await driverOf(automods).findOne(which, { projection: { revision: 1 } }))?.revision ?? 0;
  };

  const compile = async (shopId: string) => {
    const { settings, revision } = await read(shopId);
    return { revision, settings, judge: compileAutomod(settings) };
  };

  return {
    async settingsOf(shopId: string): Promise<AutomodSettings> {
      return (await read(shopId)).settings;
    },

    /** A shop's settings as they are now, ready to judge lines. Read and compiled once for each change of them. */
    async of(shopId: string): Promise<{ settings: AutomodSettings; judge: Automod }> {
      const known = compiled.get(shopId);
      const current = known?.revision === (await revisionOf(shopId)) ? known : await compile(shopId);
      // Last used, last in the map: the first is the one that nobody needed for longest.
      compiled.delete(shopId);
      compiled.set(shopId, current);
      const [oldest] = compiled.keys();
      if (compiled.size > MOST_COMPILED && oldest !== undefined) compiled.delete(oldest);
      return current;
    },

    async set(shopId: string, settings: AutomodSettings, session: DbSession): Promise<void> {
      await automods.updateOne(
        { _id: shopId },
        { $set: { settings }, $inc: { revision: 1 } },
        { upsert: true, session },
      );
    },
  };
};

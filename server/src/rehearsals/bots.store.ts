import { Types } from "mongoose";
import { type Db, driverOf } from "../kit/mongo.ts";
import { type BotLanguage, botNames } from "./bot-talk.ts";

/** A demo person. It has no password and no session: nobody signs in as one. */
export interface Bot {
  id: string;
  displayName: string;
}

/** Milliseconds: an account that has been there for a month, and one that was made for this. */
const OLD_MS = 30 * 24 * 3_600_000;
/** How many come to see something, and how many to disturb: more than the six that make a raid. */
const AUDIENCE = 12;
const RAIDERS = 10;

/** Puts demo people into the rehearsals' database, where alone they exist. */
export const createBots = async (
  world: Db,
  shopId: string,
  language: BotLanguage,
  now: number,
): Promise<{ audience: Bot[]; raiders: Bot[] }> => {
  const users = world.models.User;
  if (!users) throw new Error("there is no model User");
  const make = async (count: number, name: (n: number) => string, createdAt: Date): Promise<Bot[]> => {
    const bots = Array.from({ length: count }, (_, n) => ({ id: new Types.ObjectId(), name: name(n) }));
    await driverOf(users).insertMany(
      bots.map(({ id, name: displayName }) => ({
        ...{ _id: id, displayName, createdAt, bot: true, shopId: new Types.ObjectId(shopId) },
        email: `${id.toHexString()}@bot.invalid`,
      })),
    );
    return bots.map(({ id, name: displayName }) => ({ id: id.toHexString(), displayName }));
  };
  return {
    audience: await make(
      AUDIENCE,
      (n) => `${botNames[language][n % botNames[language].length]} (demo)`,
      new Date(now - OLD_MS),
    ),
    raiders: await make(RAIDERS, (n) => `raid${n + 1} (demo)`, new Date(now)),
  };
};

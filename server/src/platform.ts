import { buildServer, type Parts } from "./app.ts";
import { connectMongo } from "./kit/mongo.ts";
import { connectRedis } from "./kit/redis.ts";
import type { OpenWorld } from "./rehearsals/world.ts";

/** What the database of the rehearsals is called: the real one's name with this behind it. */
const SUFFIX = "-rehearsals";

/**
 * The whole platform of one process: the server, and beside it, once somebody rehearses, a second one of the same parts
 * over a database of its own, which has no mail, no push messages and no payment provider.
 */
export const buildPlatform = (parts: Parts) => {
  const { config, log, clock } = parts;
  const openWorld: OpenWorld = async (lent) => {
    const database = `${config.mongo.database}${SUFFIX}`;
    const [db, redis, subscriber] = await Promise.all([
      connectMongo({ ...config.mongo, database }),
      connectRedis(config.redisUrl, log),
      connectRedis(config.redisUrl, log),
    ]);
    const { world, close } = await buildServer({
      config: { ...config, mail: null, push: null, mongo: { ...config.mongo, database } },
      ...{ db, redis, subscriber, clock, log, lent },
    });
    return {
      ...world,
      async close() {
        await close();
        subscriber.destroy();
        await Promise.all([redis.close(), db.close()]);
      },
    };
  };
  return buildServer({ ...parts, openWorld });
};

import { createClient } from "redis";
import { cpuUsOf } from "../process-cost.ts";

const MESSAGES = 2_000;
/** Servers that hear each message: few, and enough more that the difference is theirs. */
const FEW = 1;
const MANY = 9;

/** Redis's CPU for one message that so many servers hear, in microseconds. */
const publish = async (
  redis: { url: string; pid: number },
  text: string,
  servers: number,
): Promise<number> => {
  const channel = `bench:${servers}`;
  const publisher = await createClient({ url: redis.url }).connect();
  const heard = Promise.withResolvers<void>();
  let missing = MESSAGES * servers;
  const listeners = await Promise.all(
    Array.from({ length: servers }, async () => {
      const listener = await createClient({ url: redis.url }).connect();
      await listener.sSubscribe(channel, () => {
        missing -= 1;
        if (missing === 0) heard.resolve();
      });
      return listener;
    }),
  );
  const before = cpuUsOf(redis.pid);
  // One after the other, as the messages of people come: what waits together is cheaper.
  for (let i = 0; i < MESSAGES; i++) await publisher.sPublish(channel, text);
  await heard.promise;
  const spent = cpuUsOf(redis.pid) - before;
  for (const client of [publisher, ...listeners]) await client.close();
  return spent / MESSAGES;
};

/** Redis's CPU for passing an entry on: for taking it in, and for each server that hears it, in microseconds. */
export const measureRedis = async (
  redis: { url: string; pid: number },
  text: string,
): Promise<{ perMessage: number; perServer: number }> => {
  const few = await publish(redis, text, FEW);
  const many = await publish(redis, text, MANY);
  const perServer = (many - few) / (MANY - FEW);
  return { perMessage: few - FEW * perServer, perServer };
};

import { createClient } from "redis";

const CONNECT_MILLIS = 4_000;

const open = (url: string) =>
  createClient({ url, socket: { connectTimeout: CONNECT_MILLIS, reconnectStrategy: false } });

/** Uses a connection of its own. @throws when Redis cannot be reached or refuses the password */
export async function withRedis<T>(
  url: string,
  use: (client: ReturnType<typeof open>) => Promise<T>,
): Promise<T> {
  const client = open(url);
  client.on("error", () => {}); // whoever waits for an answer hears of it
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** An address without name and password. */
export const bare = (url: string): string => url.replace(/\/\/[^@/]*@/, "//");

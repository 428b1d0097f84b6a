import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mongo } from "mongoose";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startServerProcess } from "./test-process.ts";

const ROUNDS = 3;
/** Acknowledged inserts after which the server is killed, in the middle of everything else. */
const INSERTS_PER_ROUND = 150;
const TOTAL = 2000;
/** Four starts of a process, on a busy machine; in milliseconds. */
const TIMEOUT = 30_000;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "showdrop-mongo-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function connect(uri: string) {
  const client = await mongo.MongoClient.connect(uri, {
    retryWrites: false,
    retryReads: false,
    serverSelectionTimeoutMS: 500,
  });
  const database = client.db("durable");
  return {
    client,
    inserts: database.collection<{ n: number; key: string }>("inserts"),
    accounts: database.collection<{ _id: string; value: number }>("accounts"),
  };
}

it(
  "loses no acknowledged write and tears no transaction when it is killed",
  async () => {
    const acknowledged = new Set<number>();
    const counted = { acknowledged: 0, tried: 0 };
    let next = 0;

    for (let round = 0; round <= ROUNDS; round++) {
      const server = await startServerProcess("--dir", dir);
      const { client, inserts, accounts } = await connect(server.uri);
      if (round === 0) {
        await inserts.createIndex({ key: 1 }, { unique: true });
        await accounts.insertMany([
          { _id: "ann", value: TOTAL / 2 },
          { _id: "bob", value: TOTAL / 2 },
          { _id: "count", value: 0 },
        ]);
      }

      const stored = new Set(await inserts.distinct("n"));
      expect([...acknowledged].filter((n) => !stored.has(n))).toEqual([]);
      const values = new Map((await accounts.find().toArray()).map(({ _id, value }) => [_id, value]));
      expect((values.get("ann") ?? 0) + (values.get("bob") ?? 0)).toBe(TOTAL);
      const count = values.get("count") ?? -1;
      expect(count).toBeGreaterThanOrEqual(counted.acknowledged);
      expect(count).toBeLessThanOrEqual(counted.tried);
      Object.assign(counted, { acknowledged: count, tried: count });
      if (round > 0) {
        const [known] = acknowledged;
        await expect(inserts.insertOne({ n: -1, key: `key${known}` })).rejects.toMatchObject({ code: 11000 });
      }
      if (round === ROUNDS) {
        await client.close();
        expect(await server.end("SIGTERM")).toBe(0);
        break;
      }

      const target = acknowledged.size + INSERTS_PER_ROUND;
      const insert = async () => {
        while (acknowledged.size < target) {
          const n = next++;
          await inserts.insertOne({ n, key: `key${n}` });
          acknowledged.add(n);
        }
      };
      const increment = async () => {
        for (;;) {
          counted.tried += 1;
          await accounts.updateOne({ _id: "count" }, { $inc: { value: 1 } });
          counted.acknowledged += 1;
        }
      };
      const transfer = async () => {
        const session = client.startSession();
        for (;;) {
          session.startTransaction();
          await accounts.updateOne({ _id: "ann" }, { $inc: { value: -1 } }, { session });
          await accounts.updateOne({ _id: "bob" }, { $inc: { value: 1 } }, { session });
          await session.commitTransaction();
        }
      };
      // The endless ones end when the connection breaks.
      const background = Promise.allSettled([increment(), increment(), transfer()]);
      await Promise.all(Array.from({ length: 8 }, insert));
      expect(await server.end("SIGKILL")).toBeNull();
      await client.close();
      await background;
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * INSERTS_PER_ROUND);
    expect(counted.acknowledged).toBeGreaterThan(0);
  },
  TIMEOUT,
);

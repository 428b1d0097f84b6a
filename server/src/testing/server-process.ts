import { z } from "zod";
import { createDropStore } from "../drops/drops.store.ts";
import { connectMongo } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import { createOrderStore } from "../orders/orders.store.ts";
import { freePort, startChild } from "./child.ts";
import { peopleOf, testSettings } from "./harness.ts";
import type { SaleServer } from "./sale.ts";

/** The server as it runs in earnest, in a process of its own that can be killed and started again in its place. */
export interface ServerProcess extends SaleServer {
  /** Ends it with a signal. @returns the exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  start(): Promise<void>;
}

const entry = new URL("../main.ts", import.meta.url).pathname;
const Listening = z.object({ msg: z.literal("listening") });
const isListening = (line: string): true | undefined =>
  Listening.safeParse(JSON.parse(line)).success || undefined;

/**
 * Over the stores of the environment; `env` says how to reach the payment simulator.
 * @param database a random one when it is not said; servers that are to share everything share it.
 * @param program the server's main.ts, or that of a copy that was tampered with
 */
export const startServerProcess = async (
  env: Record<string, string>,
  database = `test-${randomToken(6)}`,
  program = entry,
): Promise<ServerProcess> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const launch = () =>
    startChild(process.execPath, [program], isListening, {
      ...testSettings,
      ...process.env,
      PORT: `${port}`,
      MONGODB_DATABASE: database,
      LOG_LEVEL: "info",
      ...env,
    });
  let child = await launch();
  const db = await connectMongo({ uri: env.MONGODB_URI ?? process.env.MONGODB_URI ?? "", database });
  createDropStore(db);
  createOrderStore(db);
  return {
    url,
    db,
    ...peopleOf(url),
    end: (signal) => child.end(signal),
    async start() {
      child = await launch();
    },
    async stop() {
      await child.end("SIGKILL");
      await db.close();
    },
  };
};

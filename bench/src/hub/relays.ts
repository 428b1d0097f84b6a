import { join } from "node:path";
import type { Entry } from "./entry.ts";
import type { Hub } from "./hub.ts";
import { startProgram } from "./program.ts";

/** Starts one of relay.ts's hubs. @param like the entry whose shape and length every message has */
export const startRelay = async (kind: "ws" | "coalesced" | "socket.io", like: Entry): Promise<Hub> => {
  const relay = startProgram(process.execPath, [join(import.meta.dirname, "relay.ts"), kind]);
  const port = Number(await relay.answer());
  return {
    doors: [{ port, kind: kind === "socket.io" ? "io" : "ws" }],
    pids: [relay.pid],
    others: {},
    async post(text) {
      if (like.event !== "chat:posted") throw new TypeError("only chat is relayed");
      relay.tell(JSON.stringify({ ...like, data: { ...like.data, text } }));
    },
    stop: relay.stop,
  };
};

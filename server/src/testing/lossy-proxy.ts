import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands between a server and a store, and can lose one reply. */
export interface LossyProxy {
  port: number;
  /** Cuts the connection on which `text` is sent, once the store has answered it. Resolves when it is cut. */
  loseReplyTo(text: string): Promise<void>;
  stop(): Promise<void>;
}

export const startLossyProxy = async (target: number): Promise<LossyProxy> => {
  let trap: { text: string; sprung(): void } | null = null;
  const open = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    let losing: (() => void) | null = null;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => {
      if (trap && bytes.includes(trap.text)) {
        losing = trap.sprung;
        trap = null;
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (!losing) return near.write(bytes);
      near.destroy();
      losing();
    });
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return {
    port: address.port,
    loseReplyTo: (text) =>
      new Promise((sprung) => {
        trap = { text, sprung };
      }),
    async stop() {
      const closed = once(proxy, "close");
      proxy.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
};

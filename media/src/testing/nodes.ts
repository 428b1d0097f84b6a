import { randomBytes } from "node:crypto";
import { connect, createServer, type Server, type Socket } from "node:net";
import { MEDIA_CONTROL_STREAM, type MediaControl, mediaOriginKey } from "@showdrop/shared";
import type { Config } from "../config.ts";
import { startNode, type TestNode } from "./node.ts";

/** Two nodes that know the same secret, and what servers do to a show that is on both. */
export const startTwoNodes = async (overrides: Partial<Config> & { hostGraceMs?: number } = {}) => {
  const tokenSecret = randomBytes(32).toString("hex");
  const start = async () => {
    const port = await freePort();
    const wire = await startWire(port);
    const pipeUrl = `http://localhost:${wire.port}`;
    return { wire, node: await startNode({ ...overrides, tokenSecret, port, pipeUrl }) };
  };
  const both = await Promise.all([start(), start()]);
  const [{ node: one }, { node: other }] = both;

  const order = (control: MediaControl) =>
    one.redis.xAdd(MEDIA_CONTROL_STREAM, "*", { order: JSON.stringify(control) });
  return {
    one,
    other,
    order,
    /** Makes a node the origin of a show, as servers do before they give out the first pass. */
    bind: (showId: string, { config }: TestNode) =>
      one.redis.set(mediaOriginKey(showId), config.nodeId, { expiration: { type: "EX", value: 600 } }),
    /** Makes another node the origin while the show runs. */
    move: async (showId: string, { config }: TestNode) => {
      await one.redis.set(mediaOriginKey(showId), config.nodeId);
      await order({ type: "show:moved", showId });
    },
    /** Cuts every pipe, once. */
    cutPipes: () => {
      for (const { wire } of both) wire.cut();
    },
    stop: async () => {
      await Promise.all([one.stop(), other.stop()]);
      for (const { wire } of both) wire.close();
    },
  };
};

/** The wire between two nodes, to a port of this machine: it can be cut. */
const startWire = async (to: number) => {
  const sockets = new Set<Socket>();
  const join = (from: Socket, into: Socket) => {
    sockets.add(from);
    from.pipe(into);
    from.on("error", () => into.destroy());
    from.on("close", () => {
      sockets.delete(from);
      into.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(to, "localhost");
    join(near, far);
    join(far, near);
  });
  const port = await listening(server);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
};

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

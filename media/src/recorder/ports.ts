import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** Tries until two free ports in a row are found; the second is taken about as seldom as a port is taken at all. */
const ATTEMPTS = 20;

const bind = async (port: number): Promise<Socket | null> => {
  const socket = createSocket("udp4");
  try {
    socket.bind(port, "127.0.0.1");
    await once(socket, "listening");
    return socket;
  } catch {
    socket.close();
    return null;
  }
};

const free = (socket: Socket | null): Promise<void> =>
  new Promise((resolve) => (socket ? socket.close(resolve) : resolve()));

/**
 * A UDP port on 127.0.0.1 that is free together with the next one: ffmpeg opens both, for RTP and RTCP.
 * Somebody may take it before ffmpeg does; then ffmpeg ends, and another one is tried.
 */
export const freePortPair = async (): Promise<number> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const first = await bind(0);
    const port = first?.address().port ?? 0;
    const second = first && port < 65_535 ? await bind(port + 1) : null;
    await Promise.all([free(first), free(second)]);
    if (second) return port;
  }
  throw new Error("no two free UDP ports in a row were found");
};

const ASK_EVERY_MS = 20;
/** ffmpeg listens after about 100 ms; a busy machine may take some times that. */
const ASK_FOR_MS = 3_000;

/**
 * Waits until somebody listens on a UDP port of this machine, or for a while where that cannot be told. The system
 * answers a datagram to a port without a listener with a refusal; the listener throws away one that is too short.
 */
export const untilListening = async (port: number): Promise<void> => {
  const socket = createSocket("udp4");
  let refused = true;
  socket.on("error", () => {
    refused = true;
  });
  socket.connect(port, "127.0.0.1");
  await once(socket, "connect");
  for (const until = Date.now() + ASK_FOR_MS; refused && Date.now() < until; ) {
    refused = false;
    socket.send(Buffer.alloc(1));
    await sleep(ASK_EVERY_MS);
  }
  await free(socket);
};

/** RTCP (RFC 3550): an empty receiver report, as every packet begins with a report, and a BYE. The source is not looked at. */
const BYE = Buffer.from("80c9000100000001" + "81cb000100000001", "hex");

/** Tells the receiver of a stream that it is over. */
export const sayBye = (port: number): void => {
  const socket = createSocket("udp4");
  // It has ended meanwhile: that is what was wanted.
  socket.on("error", () => undefined);
  socket.send(BYE, port, "127.0.0.1", () => socket.close());
};

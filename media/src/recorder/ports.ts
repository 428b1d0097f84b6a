import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

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

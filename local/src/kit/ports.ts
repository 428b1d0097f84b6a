import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below what systems give to outgoing connections (Linux: from 32768, net.ipv4.ip_local_port_range): a port chosen there
 * may be taken by somebody's connection before its server listens.
 */
const FIRST_PORT = 15_000;
const LAST_PORT = 32_000;

/** A TCP port that nobody listens on at this instant. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST_PORT, LAST_PORT);
  return (await isPortFree(port)) ? port : freePort();
}

/** Whether a server could listen on this TCP port, on every address. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

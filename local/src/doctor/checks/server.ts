import { isThisMachine } from "../addresses.ts";
import { ask, askHealth } from "../ask.ts";
import { bad, type Check, type Finding, good, reasonOf } from "../check.ts";
import type { Settings } from "../settings.ts";
import { openHub } from "../sockets.ts";

const lookAtHttps = ({ PUBLIC_URL }: Settings): Finding =>
  PUBLIC_URL.protocol === "https:"
    ? good("pages come over https: browsers give camera and microphone")
    : isThisMachine(PUBLIC_URL.hostname)
      ? good("pages come from this machine: browsers give camera and microphone without https")
      : bad(
          `${PUBLIC_URL.origin} is not https: browsers give it neither camera nor microphone`,
          "Put a proxy with a certificate in front (docker-compose.yml has one) and set PUBLIC_URL to https://…",
        );

/** Why no server of ours answers there. */
const explain = async ({ PUBLIC_URL }: Settings): Promise<Finding> => {
  try {
    const { status } = await ask(PUBLIC_URL);
    return bad(
      `something answers at ${PUBLIC_URL.origin} (${status}), and it is not Showdrop`,
      "Point the proxy at the servers, or correct PUBLIC_URL.",
    );
  } catch (error) {
    return bad(
      `nothing answers at ${PUBLIC_URL.origin}: ${reasonOf(error)}`,
      "Start Showdrop: npm start on this machine, or docker compose up --detach. If it runs, see its name, proxy and firewall.",
    );
  }
};

export const server: Check = {
  name: "Server",
  after: [],
  look: async (settings) => {
    const { PUBLIC_URL } = settings;
    const health = await askHealth(PUBLIC_URL);
    if (!health) return [await explain(settings), lookAtHttps(settings)];
    if (!health.ready) {
      const missing =
        health.missing.length > 0 ? `it misses ${health.missing.join(" and ")}` : "it is stopping";
      return [bad(`answers at ${PUBLIC_URL.origin}, and is not ready: ${missing}`, "See its log.")];
    }
    return [good(`ready at ${PUBLIC_URL.origin}`), lookAtHttps(settings), await lookAtSocket(settings)];
  },
};

const lookAtSocket = async ({ PUBLIC_URL }: Settings): Promise<Finding> => {
  const refused = await openHub(PUBLIC_URL);
  return refused === undefined
    ? good("WebSockets reach it")
    : bad(
        `WebSockets do not reach it: ${refused}`,
        "The proxy must pass Upgrade and Connection on for /socket.io, and PUBLIC_URL must be what people type.",
      );
};

import { createSocket } from "node:dgram";
import { isPortFree } from "../../kit/ports.ts";
import { askHealth } from "../ask.ts";
import { bad, type Check, type Finding, good, skipped } from "../check.ts";
import type { Settings } from "../settings.ts";

/** Whether a UDP socket could be bound to this port on every address. */
const isUdpPortFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createSocket("udp4");
    probe.once("error", () => resolve(false));
    probe.bind(port, () => probe.close(() => resolve(true)));
  });

/** Where pages or signalling listen, or will: free, or already ours. */
const lookAtHttp = async (port: number, variable: string, use: string): Promise<Finding> => {
  if (await isPortFree(port)) return good(`${port} (${use}) is free: nothing of Showdrop listens here`);
  if (await askHealth(`http://127.0.0.1:${port}`)) return good(`${port} (${use}) is Showdrop's`);
  return bad(
    `${port} (${use}) is taken, and not by Showdrop`,
    `Stop that program (ss -ltnp shows it), or set ${variable} to another port.`,
  );
};

const lookAtVideo = async ({
  RTC_PORT: first,
  MEDIA_WORKERS = 1,
  MEDIA_PORT,
}: Settings): Promise<Finding> => {
  if (first === 0) return good("video takes whatever ports are free (RTC_PORT=0): open none by number");
  const isOurs = (await askHealth(`http://127.0.0.1:${MEDIA_PORT}`)) !== undefined;
  const ports = Array.from({ length: MEDIA_WORKERS }, (_, index) => first + index);
  const range = `${ports.length === 1 ? first : `${first} to ${ports.at(-1)}`} (video)`;
  const free = await Promise.all(
    ports.map(async (port) => (await isPortFree(port)) && (await isUdpPortFree(port))),
  );
  if (free.every(Boolean))
    return isOurs
      ? bad(
          `${range}: a media node runs here and does not listen there`,
          "RTC_PORT is not what it was started with: restart it, or correct RTC_PORT.",
        )
      : good(`${range}: free, UDP and TCP`);
  return isOurs
    ? good(`${range}: the media node's`)
    : bad(
        `${range}: ${ports.filter((_, index) => !free[index]).join(", ")} taken, and no media node runs here`,
        "Stop that program (ss -lnp shows it), or set RTC_PORT to the first of other free ports.",
      );
};

export const ports: Check = {
  name: "Ports",
  after: [],
  look: async (settings) => {
    const { PORT, MEDIA_PORT } = settings;
    return [
      PORT === 0 ? skipped("PORT is any that is free") : await lookAtHttp(PORT, "PORT", "pages"),
      MEDIA_PORT === 0
        ? skipped("MEDIA_PORT is any that is free")
        : await lookAtHttp(MEDIA_PORT, "MEDIA_PORT", "signalling"),
      await lookAtVideo(settings),
    ];
  },
};

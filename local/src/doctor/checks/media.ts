import { askHealth } from "../ask.ts";
import { bad, type Check, type Finding, good } from "../check.ts";
import type { Settings } from "../settings.ts";
import { knockAtMedia } from "../sockets.ts";

/** Behind one name with the server, health is the server's; the signalling answers for the node then. */
const lookAtHealth = async ({ PUBLIC_URL, MEDIA_PUBLIC_URL }: Settings): Promise<Finding[]> => {
  if (MEDIA_PUBLIC_URL.origin === PUBLIC_URL.origin) return [];
  const health = await askHealth(MEDIA_PUBLIC_URL);
  if (!health)
    return [
      bad(
        `nothing of Showdrop answers at ${MEDIA_PUBLIC_URL.origin}`,
        "Start the media node, or correct MEDIA_PUBLIC_URL, the name it has in DNS or the proxy in front of it.",
      ),
    ];
  return [
    health.ready
      ? good(`ready at ${MEDIA_PUBLIC_URL.origin}`)
      : bad(`is not ready: it misses ${health.missing.join(" and ")}`, "See the media node's log."),
  ];
};

export const media: Check = {
  name: "Media node",
  after: [],
  look: async (settings) => {
    const { PUBLIC_URL, MEDIA_PUBLIC_URL } = settings;
    const health = await lookAtHealth(settings);
    if (health.some(({ mark }) => mark === "bad")) return health;
    if (PUBLIC_URL.protocol === "https:" && MEDIA_PUBLIC_URL.protocol !== "https:")
      return [
        ...health,
        bad(
          "MEDIA_PUBLIC_URL is not https while PUBLIC_URL is: browsers refuse to mix them",
          "Give the node a name and a certificate, or a route under PUBLIC_URL, as deploy/Caddyfile does.",
        ),
      ];
    const refused = await knockAtMedia(MEDIA_PUBLIC_URL, PUBLIC_URL);
    return [
      ...health,
      refused === undefined
        ? good(`WebSockets from ${PUBLIC_URL.origin} reach it at ${MEDIA_PUBLIC_URL.origin}`)
        : bad(
            `WebSockets from ${PUBLIC_URL.origin} do not reach it at ${MEDIA_PUBLIC_URL.origin}: ${refused}`,
            "Start the media node; the proxy must pass /media and its Upgrade on; ALLOWED_ORIGINS must have PUBLIC_URL.",
          ),
    ];
  },
};

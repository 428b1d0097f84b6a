import wrtc from "@roamhq/wrtc";
import type { IceServer } from "@showdrop/shared";
import { isThisMachine } from "../addresses.ts";
import { bad, type Check, type Finding, good, note, reasonOf, skipped } from "../check.ts";
import { connect, openLine } from "../line.ts";
import { findNode, relayFor } from "../pass.ts";
import type { Settings } from "../settings.ts";

/** A relay on the other side of the world answers four packets in less. */
const ALLOCATE_MILLIS = 6_000;

/** The address that a relay lends for these credentials; undefined when it lends none. */
const allocate = async (relay: IceServer): Promise<string | undefined> => {
  const peer = new wrtc.RTCPeerConnection({ iceServers: [relay], iceTransportPolicy: "relay" });
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      late = setTimeout(() => resolve(undefined), ALLOCATE_MILLIS);
      peer.onicecandidate = ({ candidate }) => {
        if (candidate?.address) resolve(candidate.address);
      };
      peer.createDataChannel("doctor");
      peer
        .createOffer()
        .then((offer) => peer.setLocalDescription(offer))
        .catch(reject);
    });
  } finally {
    clearTimeout(late);
    peer.close();
  }
};

/** Whether the relay also passes on what is meant for the media node. */
const lookThrough = async (settings: Settings, url: string, relay: IceServer): Promise<Finding> => {
  const { MEDIA_TOKEN_SECRET: secret, ANNOUNCED_ADDRESS: announced } = settings;
  if (isThisMachine(announced))
    return skipped(`the way through it: no relay can reach ${announced}, where the media node is`);
  const node = secret === undefined ? undefined : await findNode(settings).catch(() => undefined);
  if (secret === undefined || !node) return skipped("the way through it: see Video");
  try {
    const line = await openLine(settings, secret, node.nodeId);
    const millis = await connect(line, { protocol: "udp", relay });
    line.socket.close();
    return millis === undefined
      ? bad(
          `${url} relays, but not to the media node at ${announced}`,
          "Allow it there: coturn's allowed-peer-ip for the node's address, and its video ports, UDP, from the relay.",
        )
      : good(`video's way through ${url} is open: in ${Math.round(millis)} ms`);
  } catch (error) {
    return skipped(`the way through it: ${reasonOf(error)}`);
  }
};

const lookAt = async (settings: Settings, url: string, secret: string): Promise<Finding[]> => {
  const relay = relayFor(url, secret);
  const lent = await allocate(relay);
  if (lent !== undefined) return [good(`${url} relays by ${lent}`), await lookThrough(settings, url, relay)];
  return [
    bad(
      `${url} lends no address: it cannot be reached from here, or refuses what TURN_SECRET signs`,
      "See that it runs with use-auth-secret and the same secret, that its port is open and its clock right; its log tells.",
    ),
  ];
};

export const turn: Check = {
  name: "TURN",
  after: [],
  look: async (settings) => {
    const { TURN_URLS, TURN_SECRET: secret } = settings;
    if (TURN_URLS.length === 0 && secret === undefined)
      return [
        skipped("no relay is set up: whoever can reach neither UDP nor TCP on the video ports gets no video"),
      ];
    if (TURN_URLS.length === 0 || secret === undefined)
      return [
        bad(
          `${secret === undefined ? "TURN_SECRET" : "TURN_URLS"} is not set, and the other is`,
          "Set both, or neither.",
        ),
      ];
    const findings: Finding[] = [];
    for (const url of TURN_URLS) findings.push(...(await lookAt(settings, url, secret)));
    if (!TURN_URLS.some((url) => url.startsWith("turns:") || url.endsWith("transport=tcp")))
      findings.push(
        note(
          "all relays are over UDP: a network that lets no UDP through reaches none",
          "Add one with ?transport=tcp, or turns: on port 443.",
        ),
      );
    return findings;
  },
};

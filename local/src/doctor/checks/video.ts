import { bad, type Check, type Finding, good, note, skipped } from "../check.ts";
import { connect, type Line, openLine } from "../line.ts";
import { findNode, type Node, noShow } from "../pass.ts";
import type { Settings } from "../settings.ts";

/** Rooms opened for each worker in the search for all of them: a node gives each new room to its least busy one. */
const ROOMS_PER_WORKER = 2;
/** Rooms opened where nobody says how many workers there are. */
const ROOMS = 8;

type Room = { showId: string; line: Line; port: number };

const portOf = ({ offer }: Line): number => offer.iceCandidates[0]?.port ?? 0;

/** One room on each worker that can be found. */
const findRooms = async (
  settings: Settings,
  secret: string,
  { nodeId, workers = Number.POSITIVE_INFINITY }: Node,
  keep: (line: Line) => void,
): Promise<Room[]> => {
  const rooms = new Map<number, Room>();
  const most = Number.isFinite(workers) ? workers * ROOMS_PER_WORKER : ROOMS;
  for (let turn = 0; turn < most && rooms.size < workers; turn++) {
    const showId = noShow();
    const line = await openLine(settings, secret, nodeId, showId);
    keep(line);
    rooms.set(portOf(line), { showId, line, port: portOf(line) });
  }
  return [...rooms.values()].sort((a, b) => a.port - b.port);
};

const inWords = (millis: number): string => `${Math.max(1, Math.round(millis))} ms`;

const judge = (where: string, udp: number | undefined, tcp: number | undefined): Finding => {
  if (udp !== undefined && tcp !== undefined)
    return good(`video's way to ${where} is open: over UDP in ${inWords(udp)}, over TCP in ${inWords(tcp)}`);
  if (udp === undefined && tcp === undefined)
    return bad(
      `${where} cannot be reached, neither over UDP nor over TCP: nobody there gets video`,
      "Open this port for UDP and TCP in the firewall and the router, and see that ANNOUNCED_ADDRESS is right.",
    );
  return tcp === undefined
    ? note(
        `${where} is reached over UDP in ${inWords(udp ?? 0)}, and not over TCP`,
        "Open this port for TCP too: it is the only way out of many offices and hotels.",
      )
    : bad(
        `${where} is reached over TCP in ${inWords(tcp)}, and not over UDP: the picture will stutter`,
        "Open this port for UDP in the firewall and the router.",
      );
};

export const video: Check = {
  name: "Video",
  after: ["Media node"],
  look: async (settings) => {
    const { MEDIA_TOKEN_SECRET: secret, ANNOUNCED_ADDRESS } = settings;
    if (secret === undefined) return [skipped("MEDIA_TOKEN_SECRET is not set here")];
    const node = await findNode(settings);
    if (!node) {
      const says = `no media node in Redis says that it is at ${settings.MEDIA_PUBLIC_URL.origin}`;
      return [bad(says, "See that it runs, with the same REDIS_URL and this MEDIA_PUBLIC_URL.")];
    }
    const lines: Line[] = [];
    try {
      const rooms = await findRooms(settings, secret, node, (line) => lines.push(line));
      const findings: Finding[] = [];
      for (const { showId, line, port } of rooms) {
        const second = await openLine(settings, secret, node.nodeId, showId);
        lines.push(second);
        const [udp, tcp] = await Promise.all([
          connect(line, { protocol: "udp" }),
          connect(second, { protocol: "tcp" }),
        ]);
        findings.push(judge(`${line.offer.iceCandidates[0]?.address} port ${port}`, udp, tcp));
      }
      const announced = lines[0]?.offer.iceCandidates[0]?.address;
      if (announced !== undefined && announced !== ANNOUNCED_ADDRESS)
        findings.push(
          bad(
            `the media node announces ${announced}, and ANNOUNCED_ADDRESS is ${ANNOUNCED_ADDRESS}`,
            "Restart the media node: it was started with another one.",
          ),
        );
      const unseen = (node.workers ?? 0) - rooms.length;
      if (unseen > 0)
        findings.push(skipped(`${unseen} of ${node.workers} workers were too busy to be tried`));
      return findings;
    } finally {
      for (const { socket } of lines) socket.close();
    }
  },
};

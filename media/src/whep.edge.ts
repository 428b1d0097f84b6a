import type { HttpEdge } from "./http.ts";
import { createPlay } from "./whip/play.ts";
import { serveSdpOverHttp } from "./whip/protocol.ts";
import { openSessions } from "./whip/sessions.ts";
import type { WhipParts } from "./whip.edge.ts";

/** WHEP (draft-ietf-wish-whep): any player plays a show's host, with a viewer's pass in the address. */
export const serveWhep = ({ rooms, ...parts }: Omit<WhipParts, "rtpCapabilities">): HttpEdge => {
  const sessions = openSessions(rooms);
  return serveSdpOverHttp({ ...parts, name: "whep", sessions, open: createPlay({ rooms, sessions }) });
};

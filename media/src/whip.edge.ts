import { type RtpCapabilities, refuse } from "@showdrop/shared";
import type { HttpEdge } from "./http.ts";
import type { Logger } from "./logger.ts";
import type { Rooms } from "./rooms.ts";
import type { VerifyToken } from "./tokens.ts";
import { serveSdpOverHttp } from "./whip/protocol.ts";
import { createPublish } from "./whip/publish.ts";
import { openSessions } from "./whip/sessions.ts";

export interface WhipParts {
  publicUrl: string;
  rooms: Rooms;
  rtpCapabilities: RtpCapabilities;
  verifyToken: VerifyToken;
  log: Logger;
}

/** WHIP (RFC 9725): OBS and others send to a show as its host, with a pass in the address. */
export const serveWhip = ({ rooms, rtpCapabilities, ...parts }: WhipParts): HttpEdge => {
  const sessions = openSessions(rooms);
  const publish = createPublish({ rooms, sessions, rtpCapabilities });
  return serveSdpOverHttp({
    ...parts,
    name: "whip",
    sessions,
    open: async (pass, offer) => (pass.role === "host" ? publish(pass, offer) : refuse("NOT_A_HOST")),
  });
};

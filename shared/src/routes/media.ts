import { z } from "zod";
import { Moment } from "../ids.ts";
import { RtpCapabilities } from "../media/rtp.ts";
import { MediaRole } from "../media/sources.ts";
import { IceServer } from "../media/transport.ts";
import { ids, route } from "./parts.ts";

/** A pass to a show's media: where to connect, with what, for how long. */
export const Admission = z.object({
  url: z.url(),
  token: z.string(),
  role: MediaRole,
  /** What the node's peers may play and send, for mediasoup-client's device. */
  rtpCapabilities: RtpCapabilities,
  /** Relays for a network that lets no video through, as RTCPeerConnection takes them; none where none are set up. */
  iceServers: z.array(IceServer),
  expiresAt: Moment,
});
export type Admission = z.infer<typeof Admission>;

/** The way to a show's media. A file of its own: the watch page loads it before all the others. */
export const mediaRoutes = {
  admitToShow: route({
    method: "POST",
    path: "/api/shows/:showId/admission",
    summary:
      "A short-lived pass to the show's media: as host for the shop's owner and managers, as guest for who accepted an invitation, as viewer for everybody",
    access: "public",
    params: ids("showId"),
    body: z.strictObject({ as: MediaRole }),
    answer: Admission,
    refusals: [
      "NOT_FOUND",
      "SIGN_IN_REQUIRED",
      "NOT_ALLOWED",
      "BANNED",
      "SHOW_NOT_LIVE",
      "SHOW_ENDED",
      "MEDIA_UNAVAILABLE",
    ],
  }),
};

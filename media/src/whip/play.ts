import {
  type ConsumerOffer,
  type MediaKind,
  ok,
  type Result,
  RtpCapabilities,
  refuse,
} from "@showdrop/shared";
import { dialectOf } from "../dialect.ts";
import type { Rooms } from "../rooms.ts";
import { type AnsweredSection, writeAnswer } from "../sdp/answer.ts";
import { isRtx, offeredCodecs, type RtpCodec } from "../sdp/codecs.ts";
import type { Offer, OfferedSection } from "../sdp/offer.ts";
import type { Sending } from "../sending.ts";
import type { Pass } from "../tokens.ts";
import type { Opened } from "./protocol.ts";
import type { Session, Sessions } from "./sessions.ts";

/** Seconds after which a player asks again for a host who is not sending. */
const ASK_AGAIN_SECONDS = 3;

/** One stream of the host that the player can play, where, and under which number. */
interface Playing {
  section: OfferedSection;
  sending: Sending;
  codec: RtpCodec;
}

export interface PlayParts {
  rooms: Rooms;
  sessions: Sessions;
}

export type Play = (pass: Pass, offer: Offer) => Promise<Result<Opened>>;

/**
 * Plays the host's picture and sound by WHEP: HOST_NOT_SENDING while there are none. The session ends with what it plays,
 * so that a player comes again and gets what is sent then.
 */
export const createPlay =
  ({ rooms, sessions }: PlayParts): Play =>
  async (pass, offer) => {
    const wanted = offer.sections.filter(
      ({ kind, direction, media }) =>
        kind !== null && media.port !== 0 && (direction === "recvonly" || direction === "sendrecv"),
    );
    if (wanted.length === 0) return refuse("SDP_UNUSABLE", { message: "The offer receives nothing." });
    const sent = rooms.sendings(pass.showId).filter(({ from }) => from.role === "host");
    if (sent.length === 0) return refuse("HOST_NOT_SENDING", { retryAfter: ASK_AGAIN_SECONDS });
    const playing = (["audio", "video"] as const).flatMap((kind) => matched(kind, wanted, sent) ?? []);
    const [first] = playing;
    if (!first) return refuse("SDP_UNUSABLE", { message: "The player knows no codec that the host sends." });

    const entered = await sessions.enter(
      pass,
      { ice: offer.ice, section: first.section },
      {
        rtpCapabilities: capabilitiesOf(playing),
        dialect: dialectOf(playing.map(({ codec }) => codec)),
        onDemand: true,
      },
    );
    if (!entered.ok) return entered;
    const session = entered.data;
    const offers = await receive(session, offer, playing);
    if (!offers.ok) {
      session.end();
      return offers;
    }
    for (const { sending } of playing) sending.producer.observer.once("close", session.end);
    const taken = new Map(
      playing.flatMap(({ section, sending }) => {
        const consumer = offers.data.find(({ producerId }) => producerId === sending.producer.id);
        return consumer ? [[section.mid, answered(consumer)] as const] : [];
      }),
    );
    return ok({ session, answer: writeAnswer(offer, session.transport, taken) });
  };

/** The first section of this kind whose codecs include what the host sends, a camera before a screen. */
const matched = (
  kind: MediaKind,
  sections: readonly OfferedSection[],
  sent: readonly Sending[],
): Playing | null => {
  const sending =
    sent.find(({ source }) => source === (kind === "video" ? "camera" : "microphone")) ??
    sent.find(({ producer }) => producer.kind === kind);
  const [sentCodec] = sending?.producer.rtpParameters.codecs ?? [];
  if (!sending || !sentCodec) return null;
  for (const section of sections.filter((offered) => offered.kind === kind)) {
    const codec = offeredCodecs(section).find((offered) => !isRtx(offered) && isSame(offered, sentCodec));
    if (codec) return { section, sending, codec };
  }
  return null;
};

/** Whether a player of one plays the other. All H.264 sent here is of the baseline, which every profile decodes. */
const isSame = (offered: RtpCodec, sent: { mimeType: string }): boolean => {
  if (offered.mimeType.toLowerCase() !== sent.mimeType.toLowerCase()) return false;
  const { parameters = {} } = offered;
  switch (offered.mimeType.toLowerCase()) {
    case "video/h264":
      return (
        parameters["packetization-mode"] === 1 && /^42/.test(String(parameters["profile-level-id"] ?? "42"))
      );
    case "video/vp9":
      return (parameters["profile-id"] ?? 0) === 0;
    default:
      return true;
  }
};

const capabilitiesOf = (playing: readonly Playing[]): RtpCapabilities =>
  RtpCapabilities.parse({
    codecs: playing.map(({ codec: { payloadType, ...codec }, sending: { producer } }) => ({
      ...codec,
      kind: producer.kind,
      preferredPayloadType: payloadType,
      // Without header extensions, whose numbers are mediasoup's own, no bandwidth is estimated.
      rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => type === "nack" || type === "ccm"),
      ...(codec.mimeType.toLowerCase() === "video/h264"
        ? { parameters: { ...codec.parameters, "profile-level-id": "42e01f" } }
        : {}),
    })),
    headerExtensions: [],
  });

const receive = async (
  { peer, transport }: Session,
  { fingerprints, weBegin }: Offer,
  playing: readonly Playing[],
): Promise<Result<ConsumerOffer[]>> => {
  const role = weBegin ? "server" : "client";
  const connected = await peer.connectTransport({
    transportId: transport.id,
    dtlsParameters: { role, fingerprints },
  });
  if (!connected.ok) return connected;
  const offers = await peer.consume(playing.map(({ sending }) => sending));
  if (offers.length === 0) return refuse("HOST_NOT_SENDING", { retryAfter: ASK_AGAIN_SECONDS });
  const resumed = await peer.resumeConsumers({ consumerIds: offers.map(({ id }) => id) });
  return resumed.ok ? ok(offers) : resumed;
};

const answered = ({ kind, rtpParameters: { codecs, encodings = [] } }: ConsumerOffer): AnsweredSection => ({
  direction: "sendonly",
  codecs: codecs.filter((codec) => !isRtx(codec)),
  headerExtensions: [],
  attributes: [
    `a=msid:show ${kind}`,
    ...encodings.flatMap(({ ssrc }) => [`a=ssrc:${ssrc} cname:show`, `a=ssrc:${ssrc} msid:show ${kind}`]),
  ],
});

import type { TransportOffer } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { RtpCodec } from "./codecs.ts";
import type { Offer } from "./offer.ts";

/** What is said of one section that was taken. */
export interface AnsweredSection {
  direction: "sendonly" | "recvonly";
  codecs: readonly RtpCodec[];
  headerExtensions: readonly { uri: string; id: number }[];
  /** What else: streams that we send, simulcast layers that we take. */
  attributes: readonly string[];
}

type Transport = Pick<TransportOffer, "iceParameters" | "iceCandidates" | "dtlsParameters">;

/**
 * Writes the answer to an offer, section by section in the offer's order; a section that is not in `taken` (by mid) is
 * rejected with port 0. The node is ICE-lite and gives all its candidates at once.
 */
export const writeAnswer = (
  offer: Offer,
  transport: Transport,
  taken: ReadonlyMap<string, AnsweredSection>,
): string => {
  const fingerprint = transport.dtlsParameters.fingerprints.at(-1);
  if (!fingerprint) throw new Error("a transport has no fingerprint");
  const connection = [
    ...iceLines(transport.iceParameters, transport.iceCandidates),
    `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`,
    `a=setup:${offer.weBegin ? "active" : "passive"}`,
  ];
  const mids = [...taken.keys()].filter((mid) => mid !== "");
  const lines = [
    "v=0",
    "o=- 1 1 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "a=ice-lite",
    ...(mids.length > 0 ? [`a=group:BUNDLE ${mids.join(" ")}`] : []),
    "a=msid-semantic: WMS *",
    ...offer.sections.flatMap(({ mid, media }) => {
      const section = taken.get(mid);
      const named = mid === "" ? [] : [`a=mid:${mid}`];
      if (!section)
        return [
          `m=${media.type} 0 ${media.protocol} ${media.payloads ?? "0"}`,
          "c=IN IP4 0.0.0.0",
          ...named,
          "a=inactive",
        ];
      return [
        `m=${media.type} 7 ${media.protocol} ${section.codecs.map(({ payloadType }) => payloadType).join(" ")}`,
        "c=IN IP4 127.0.0.1",
        ...named,
        ...connection,
        `a=${section.direction}`,
        "a=rtcp-mux",
        ...(media.rtcpRsize ? ["a=rtcp-rsize"] : []),
        ...section.codecs.flatMap(codecLines),
        ...section.headerExtensions.map(({ id, uri }) => `a=extmap:${id} ${uri}`),
        ...section.attributes,
      ];
    }),
  ];
  return `${lines.join("\r\n")}\r\n`;
};

/** Credentials and candidates, as answers and trickled fragments say them (RFC 8839; TCP by RFC 6544). */
export const iceLines = (
  { usernameFragment, password }: types.IceParameters,
  candidates: readonly TransportOffer["iceCandidates"][number][],
): string[] => [
  `a=ice-ufrag:${usernameFragment}`,
  `a=ice-pwd:${password}`,
  ...candidates.map(
    ({ foundation, protocol, priority, address, port, type, tcpType }) =>
      `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}${tcpType ? ` tcptype ${tcpType}` : ""}`,
  ),
  "a=end-of-candidates",
];

const codecLines = ({
  mimeType,
  payloadType,
  clockRate,
  channels,
  parameters,
  rtcpFeedback,
}: RtpCodec): string[] => {
  const name = mimeType.split("/")[1];
  const format = Object.entries(parameters ?? {}).map(([key, value]) => `${key}=${value}`);
  return [
    `a=rtpmap:${payloadType} ${name}/${clockRate}${channels && channels > 1 ? `/${channels}` : ""}`,
    ...(format.length > 0 ? [`a=fmtp:${payloadType} ${format.join(";")}`] : []),
    ...(rtcpFeedback ?? []).map(
      ({ type, parameter }) => `a=rtcp-fb:${payloadType} ${type}${parameter ? ` ${parameter}` : ""}`,
    ),
  ];
};

import {
  type MediaKind,
  ok,
  type Result,
  type RtpCapabilities,
  RtpParameters,
  refuse,
} from "@showdrop/shared";
import { getProducerRtpParametersMapping } from "mediasoup/ortc";
import { parseSimulcastStreamList } from "sdp-transform";
import { isRtx, offeredCodecs, type RtpCodec, rtxOf } from "./codecs.ts";
import type { Offer, OfferedSection } from "./offer.ts";

/** A section that the client will send through, and how its packets look. */
export interface PublishedSection {
  section: OfferedSection;
  kind: MediaKind;
  rtpParameters: RtpParameters;
  /** The simulcast layers taken, by rid, in the order in which the client listed them. Empty without simulcast. */
  rids: string[];
}

const RID_EXTENSION = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
const TRANSPORT_CC = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
const ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
/** mediasoup forwards three simulcast layers. */
const MAX_LAYERS = 3;
/** Names under which the smallest layer comes first: quarter, low, small, and mediasoup-client's numbers. */
const SMALLEST_FIRST = /^(q|l|lo|low|s|small|r0)$/i;

/**
 * What of an offer is taken: the first section of each kind that the client sends in a codec that `router` speaks.
 * SDP_UNUSABLE when there is none.
 */
export const planPublishing = (
  { sections }: Offer,
  router: RtpCapabilities,
): Result<[PublishedSection, ...PublishedSection[]]> => {
  const taken = new Map<MediaKind, PublishedSection>();
  for (const section of sections) {
    const { kind, direction, media } = section;
    if (kind === null || taken.has(kind) || media.port === 0) continue;
    if (direction !== "sendonly" && direction !== "sendrecv") continue;
    const published = publish(section, kind, router);
    if (published) taken.set(kind, published);
  }
  const [first, ...others] = taken.values();
  return first
    ? ok([first, ...others])
    : refuse("SDP_UNUSABLE", {
        message: "The offer sends neither sound nor picture in a codec spoken here.",
      });
};

const publish = (
  section: OfferedSection,
  kind: MediaKind,
  router: RtpCapabilities,
): PublishedSection | null => {
  const offered = offeredCodecs(section);
  const headerExtensions = extensionsOf(section, kind, router);
  const layers = headerExtensions.some(({ uri }) => uri === RID_EXTENSION) ? layersOf(section) : [];
  for (const codec of offered) {
    if (isRtx(codec)) continue;
    const rtx = rtxOf(offered, codec);
    const rtpParameters = RtpParameters.safeParse({
      ...(section.mid === "" ? {} : { mid: section.mid }),
      codecs: [withOneFeedback(codec, headerExtensions), ...(rtx ? [rtx] : [])],
      headerExtensions,
      encodings: layers.length > 0 ? layers.map((rid) => ({ rid })) : encodingOf(section, rtx !== undefined),
      rtcp: { reducedSize: true },
    });
    if (!rtpParameters.success || !isSpoken(rtpParameters.data, router)) continue;
    const listed = ridsOf(section).filter((rid) => layers.includes(rid));
    return { section, kind, rtpParameters: rtpParameters.data, rids: listed };
  }
  return null;
};

/** mediasoup itself is asked: of H.264 and VP9 the profile counts, too. */
const isSpoken = (parameters: RtpParameters, router: RtpCapabilities): boolean => {
  try {
    getProducerRtpParametersMapping(structuredClone(parameters), router);
    return true;
  } catch {
    return false;
  }
};

/** One way of telling the sender its bandwidth: by transport-wide numbers where both have them, else by REMB. */
const withOneFeedback = (codec: RtpCodec, extensions: readonly { uri: string }[]): RtpCodec => {
  const has = (wanted: string) => extensions.some(({ uri }) => uri === wanted);
  const unused = has(TRANSPORT_CC)
    ? ["goog-remb"]
    : has(ABS_SEND_TIME)
      ? ["transport-cc"]
      : ["goog-remb", "transport-cc"];
  const understood = ["nack", "ccm", "goog-remb", "transport-cc"].filter((type) => !unused.includes(type));
  return {
    ...codec,
    rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => understood.includes(type)),
  };
};

const extensionsOf = ({ media }: OfferedSection, kind: MediaKind, router: RtpCapabilities) => {
  const known = (router.headerExtensions ?? []).filter((extension) => extension.kind === kind);
  return (media.ext ?? []).flatMap(({ uri, value, direction }) => {
    const found = known.find((extension) => extension.uri === uri);
    return found && direction !== "inactive" ? [{ uri: found.uri, id: value }] : [];
  });
};

const ridsOf = ({ media }: OfferedSection): string[] => {
  const { simulcast } = media;
  if (!simulcast) return [];
  const list = simulcast.dir1 === "send" ? simulcast.list1 : simulcast.list2;
  if (list === undefined) return [];
  const sent = new Set(
    (media.rids ?? []).filter(({ direction }) => direction === "send").map(({ id }) => String(id)),
  );
  return parseSimulcastStreamList(String(list))
    .flatMap(([first]) => (first ? [String(first.scid)] : []))
    .filter((rid) => sent.has(rid));
};

/**
 * The simulcast layers as mediasoup wants them, the smallest first. Clients list the best one first (RFC 8853, section
 * 5.3; OBS numbers them so from 0), but for those whose names say otherwise. Of more than three the best and the
 * smallest two are taken.
 */
const layersOf = (section: OfferedSection): string[] => {
  const listed = ridsOf(section);
  if (listed.length < 2) return [];
  const bestFirst = SMALLEST_FIRST.test(listed[0] ?? "") ? listed.toReversed() : listed;
  const best = bestFirst.slice(0, 1);
  return [...best, ...bestFirst.slice(1).slice(-(MAX_LAYERS - 1))].toReversed();
};

/** The one stream of a section without simulcast: by its SSRC where the client tells it, else by its mid. */
const encodingOf = ({ media }: OfferedSection, hasRtx: boolean) => {
  const ssrc = media.ssrcs?.[0]?.id;
  if (ssrc === undefined) return [{}];
  const pair = media.ssrcGroups
    ?.filter(({ semantics }) => semantics === "FID")
    .map(({ ssrcs }) => String(ssrcs).split(" ").map(Number))
    .find(([first]) => first === ssrc);
  const repair = pair?.[1];
  return [{ ssrc, ...(hasRtx && repair !== undefined ? { rtx: { ssrc: repair } } : {}) }];
};

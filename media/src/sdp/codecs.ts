import { RtpParameters } from "@showdrop/shared";
import { parseParams } from "sdp-transform";
import { asSent } from "../codecs.ts";
import type { OfferedSection } from "./offer.ts";

export type RtpCodec = RtpParameters["codecs"][number];
const Codec = RtpParameters.shape.codecs.element;

/** The codecs that a section offers and this platform knows of, in the order of the client's preference. */
export const offeredCodecs = ({ kind, media }: OfferedSection): RtpCodec[] =>
  String(media.payloads ?? "")
    .split(" ")
    .map(Number)
    .flatMap((payloadType) => {
      const rtp = media.rtp.find(({ payload }) => payload === payloadType);
      const fmtp = media.fmtp.find(({ payload }) => payload === payloadType);
      const parsed = Codec.safeParse({
        mimeType: `${kind}/${rtp?.codec}`,
        payloadType,
        clockRate: rtp?.rate,
        ...(kind === "audio" ? { channels: Number(rtp?.encoding ?? 1) } : {}),
        parameters: asSent(fmtp ? parseParams(fmtp.config) : {}),
        rtcpFeedback: (media.rtcpFb ?? [])
          .filter(({ payload }) => payload === payloadType || payload === "*")
          .map(({ type, subtype }) => ({ type, ...(subtype ? { parameter: subtype } : {}) })),
      });
      return parsed.success ? [parsed.data] : [];
    });

export const isRtx = ({ mimeType }: { mimeType: string }): boolean => /\/rtx$/i.test(mimeType);

/** The retransmission that belongs to a codec. */
export const rtxOf = (codecs: readonly RtpCodec[], { payloadType }: RtpCodec): RtpCodec | undefined =>
  codecs.find((codec) => isRtx(codec) && codec.parameters?.apt === payloadType);

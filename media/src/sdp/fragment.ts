import type { TransportOffer } from "@showdrop/shared";
import { ok, type Result, refuse } from "@showdrop/shared";
import type { types } from "mediasoup";
import { iceLines } from "./answer.ts";
import { type IceCredentials, iceCredentials, type OfferedSection } from "./offer.ts";

/** The type of an ICE fragment (RFC 8840). */
export const FRAGMENT_TYPE = "application/trickle-ice-sdpfrag";

/** `a=candidate`: foundation, component, transport, priority, address, port, type, and what else. */
const CANDIDATE = /^a=candidate:\S{1,32} [12] (udp|tcp) \d{1,10} \S{1,256} \d{1,5} typ \S{1,16}( \S+)*$/i;

/** What of a fragment matters to an ICE-lite node: whose ICE session it means. */
export interface Fragment {
  ice: IceCredentials | null;
}

/**
 * Reads an ICE fragment. Candidates are checked and not used: the node is ICE-lite and waits for the client's checks.
 * SDP_MALFORMED when a line is not one of a fragment.
 */
export const readFragment = (text: string): Result<Fragment> => {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const legible = lines.every((line) =>
    line.startsWith("a=candidate:")
      ? CANDIDATE.test(line)
      : /^(a=[a-z][a-z-]*(:.{1,512})?|m=\S+ \d+ \S+ .+)$/.test(line),
  );
  if (lines.length === 0 || !legible) return refuse("SDP_MALFORMED");
  const ice = iceCredentials(lines);
  const names = lines.filter((line) => /^a=ice-(ufrag|pwd):/.test(line));
  return names.length > 0 && !ice ? refuse("SDP_MALFORMED") : ok({ ice });
};

/** The node's side after an ICE restart, for one section, which all others are bundled with. */
export const writeFragment = (
  { media, mid }: OfferedSection,
  ice: types.IceParameters,
  candidates: TransportOffer["iceCandidates"],
): string => {
  const lines = [
    "a=ice-lite",
    `m=${media.type} 9 ${media.protocol} ${media.payloads ?? "0"}`,
    `a=mid:${mid}`,
    ...iceLines(ice, candidates),
  ];
  return `${lines.join("\r\n")}\r\n`;
};

import { DtlsParameters, type MediaKind, ok, type Result, refuse } from "@showdrop/shared";
import { type MediaDescription, parse, type SessionDescription } from "sdp-transform";

/** Of one offer: sound and picture, a data channel, and what else a client may list without using it. */
const MAX_SECTIONS = 16;
const MAX_LINE_CHARACTERS = 2_048;

export interface IceCredentials {
  usernameFragment: string;
  password: string;
}

export interface OfferedSection {
  mid: string;
  /** Null for what is neither sound nor picture. */
  kind: MediaKind | null;
  direction: "sendrecv" | "sendonly" | "recvonly" | "inactive";
  media: MediaDescription;
}

/** What of an offer concerns the connection; the sections say what goes through it. */
export interface Offer {
  sections: OfferedSection[];
  ice: IceCredentials;
  fingerprints: DtlsParameters["fingerprints"];
  /** Who begins the DTLS handshake: we wait for it, unless the client insists on waiting. */
  weBegin: boolean;
}

const unusable = (message: string) => refuse("SDP_UNUSABLE", { message });

/** Reads an SDP offer: SDP_MALFORMED when it is none, SDP_UNUSABLE when no connection can come of it. */
export const readOffer = (text: string): Result<Offer> => {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const legible = lines.every((line) => /^[a-z]=./.test(line) && line.length <= MAX_LINE_CHARACTERS);
  if (lines[0] !== "v=0" || !lines[1]?.startsWith("o=") || !legible) return refuse("SDP_MALFORMED");
  const session = parse(text);
  if (session.media.some(({ type, protocol }) => !type || !protocol)) return refuse("SDP_MALFORMED");
  if (session.media.length === 0) return unusable("The offer has no media.");
  if (session.media.length > MAX_SECTIONS) return unusable("The offer has too many media.");

  const sections = session.media.map(sectionOf);
  if (new Set(sections.map(({ mid }) => mid)).size < sections.length)
    return unusable("Every media section needs a mid of its own.");
  const bundled = bundledMids(session);
  const spoken = sections.filter(({ kind, media }) => kind !== null && media.port !== 0);
  if (spoken.length > 1 && !spoken.every(({ mid }) => bundled.has(mid)))
    return unusable("All media must be in one BUNDLE group.");
  if (!spoken.every(({ media }) => media.rtcpMux)) return unusable("All media need rtcp-mux.");

  const ice = iceCredentials(lines);
  if (!ice) return unusable("The offer has no ICE credentials.");
  const fingerprints = DtlsParameters.shape.fingerprints.safeParse(fingerprintsOf(session));
  if (!fingerprints.success) return unusable("The offer has no DTLS fingerprint that is known here.");
  const setup = session.media.find(({ setup }) => setup)?.setup ?? session.setup;
  return ok({ sections, ice, fingerprints: fingerprints.data, weBegin: setup === "passive" });
};

const sectionOf = (media: MediaDescription): OfferedSection => ({
  // The parser turns whatever looks like a number into one.
  mid: String(media.mid ?? ""),
  kind: media.type === "audio" || media.type === "video" ? media.type : null,
  direction: media.direction ?? "sendrecv",
  media,
});

const bundledMids = ({ groups = [] }: SessionDescription): Set<string> =>
  new Set(groups.filter(({ type }) => type === "BUNDLE").flatMap(({ mids }) => String(mids).split(" ")));

const fingerprintsOf = ({ fingerprint, media }: SessionDescription) =>
  [fingerprint, ...media.map((section) => section.fingerprint)]
    .filter((found) => found !== undefined)
    .slice(0, 1)
    .map(({ type, hash }) => ({ algorithm: type.toLowerCase(), value: hash }));

/** The first `a=ice-ufrag` and `a=ice-pwd` (RFC 8839), read from the lines: the parser would turn digits into numbers. */
export const iceCredentials = (lines: readonly string[]): IceCredentials | null => {
  const first = (attribute: string): string | undefined =>
    lines.map((line) => new RegExp(`^a=${attribute}:(\\S{4,256})$`).exec(line)?.[1]).find(Boolean);
  const usernameFragment = first("ice-ufrag");
  const password = first("ice-pwd");
  return usernameFragment && password ? { usernameFragment, password } : null;
};

import type { TestNode } from "./node.ts";

/** What a request over HTTP was answered. */
export interface Said {
  status: number;
  headers: Headers;
  body: string;
}

/** Speaks WHIP or WHEP to a node as a program does: bare HTTP, bare SDP. */
export const speak = async (
  node: TestNode,
  path: string,
  init: { method: string; body?: string; headers?: Record<string, string> },
): Promise<Said> => {
  const response = await fetch(`http://localhost:${node.port}${path}`, init);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

export const postOffer = (
  node: TestNode,
  protocol: "whip" | "whep",
  { showId, token, offer }: { showId: string; token: string; offer: string },
): Promise<Said> =>
  speak(node, `/${protocol}/${showId}?token=${token}`, {
    method: "POST",
    body: offer,
    headers: { "content-type": "application/sdp" },
  });

/** Where the session is, on this node. */
export const sessionPath = ({ headers }: Said): string => new URL(headers.get("location") ?? "").pathname;

const FINGERPRINT = Array(32).fill("AB").join(":");

/** Lines that a session begins with, and every section has. */
const session = (mids: string) => [
  "v=0",
  "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  `a=group:BUNDLE ${mids}`,
  "a=msid-semantic: WMS *",
  `a=fingerprint:sha-256 ${FINGERPRINT}`,
];
const connection = [
  "c=IN IP4 0.0.0.0",
  "a=ice-ufrag:Yfpg",
  "a=ice-pwd:5rLRbG7wbTFrVS8v6pTjEMxJ",
  "a=setup:actpass",
];

const audio = [
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  ...connection,
  "a=mid:0",
  "a=sendonly",
  "a=rtcp-mux",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1;useinbandfec=1",
  "a=ssrc:1001 cname:obs",
];
const video = [
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  ...connection,
  "a=mid:1",
  "a=sendonly",
  "a=rtcp-mux",
  "a=rtpmap:96 H264/90000",
  "a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1",
  "a=rtcp-fb:96 nack",
  "a=rtcp-fb:96 nack pli",
  "a=rtcp-fb:96 goog-remb",
];
const text = (lines: string[]) => `${lines.join("\r\n")}\r\n`;

/** What OBS offers: Opus and H.264, an SSRC for each, no retransmission. */
export const obsOffer = (): string => text([...session("0 1"), ...audio, ...video, "a=ssrc:1002 cname:obs"]);

/** What OBS 32.1 offers with simulcast: layers by rid, the best one first. */
export const obsSimulcastOffer = (rids: readonly string[] = ["0", "1", "2"]): string =>
  text([
    ...session("0 1"),
    ...audio,
    ...video,
    "a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid",
    "a=extmap:2 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    ...rids.map((rid) => `a=rid:${rid} send`),
    `a=simulcast:send ${rids.join(";")}`,
    "a=ssrc:1002 cname:obs",
  ]);

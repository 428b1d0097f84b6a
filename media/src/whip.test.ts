import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { createSender, join } from "./testing/peers.ts";
import { startCamera } from "./testing/webrtc.ts";
import { obsOffer, obsSimulcastOffer, postOffer, type Said, sessionPath, speak } from "./testing/whip.ts";

let node: TestNode;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.stop());

const code = ({ body }: Said): unknown => JSON.parse(body).error.code;

const publish = async (offer: string, showId = newId(), token?: string) => {
  const said = await postOffer(node, "whip", {
    showId,
    token: token ?? (await node.token({ showId, role: "host" })),
    offer,
  });
  return { showId, said };
};

const FRAGMENT = { "content-type": "application/trickle-ice-sdpfrag" };
const patch = (path: string, body: string, headers: Record<string, string> = {}) =>
  speak(node, path, { method: "PATCH", body, headers: { ...FRAGMENT, ...headers } });

describe("an offer is answered", () => {
  test("as OBS makes it: H.264 and Opus, 201 with an address, a tag and candidates", async () => {
    const { said, showId } = await publish(obsOffer());
    expect(said.status).toBe(201);
    expect(said.headers.get("content-type")).toBe("application/sdp");
    expect(said.headers.get("etag")).toMatch(/^"[\w-]{12}"$/);
    expect(said.headers.get("access-control-expose-headers")).toContain("Location");
    expect(sessionPath(said)).toMatch(new RegExp(`^/whip/${showId}/[\\w-]{32}$`));
    const lines = said.body.split("\r\n");
    expect(lines).toEqual(expect.arrayContaining(["a=ice-lite", "a=group:BUNDLE 0 1", "a=setup:passive"]));
    expect(lines.filter((line) => line === "a=recvonly")).toHaveLength(2);
    expect(lines).toContain("m=video 7 UDP/TLS/RTP/SAVPF 96");
    expect(lines).toContain("a=rtcp-fb:96 nack pli");
    expect(lines.filter((line) => / udp \d+ 127\.0\.0\.1 \d+ typ host$/.test(line))).toHaveLength(2);
    expect(lines.filter((line) => /tcptype passive$/.test(line))).toHaveLength(2);
    expect(lines.at(-1)).toBe("");
  });

  test("with the layers of simulcast, the best of which OBS lists first", async () => {
    // In a codec that the viewer of this test can play.
    const { said, showId } = await publish(obsSimulcastOffer().replace("H264/90000", "VP8/90000"));
    expect(said.status).toBe(201);
    expect(said.body).toContain("a=simulcast:recv 0;1;2");
    expect(said.body).toContain("a=rid:2 recv");
    const viewer = await join(node.port, await node.token({ showId }));
    const picture = viewer.welcome.consumers.find(({ source }) => source === "camera");
    expect(picture?.rtpParameters.encodings?.[0]?.scalabilityMode).toMatch(/^[LS]3T/);
    await viewer.leave();
  });

  test.each([
    ["four layers: the best and the smallest two", ["0", "1", "2", "3"], "0;2;3"],
    ["the smallest first, as its name says", ["q", "h", "f"], "q;h;f"],
  ])("%s", async (_, rids, taken) => {
    const { said } = await publish(obsSimulcastOffer(rids));
    expect(said.body).toContain(`a=simulcast:recv ${taken}`);
  });

  test("of two codecs the first that is spoken here is taken, with its retransmission", async () => {
    const offer = obsOffer()
      .replace("m=video 9 UDP/TLS/RTP/SAVPF 96", "m=video 9 UDP/TLS/RTP/SAVPF 45 98 99")
      .replace(
        "a=rtpmap:96 H264/90000",
        "a=rtpmap:45 AV1/90000\r\na=rtpmap:98 VP8/90000\r\na=rtpmap:99 rtx/90000\r\na=fmtp:99 apt=98",
      );
    const { said } = await publish(offer);
    expect(said.status).toBe(201);
    expect(said.body).toContain("m=video 7 UDP/TLS/RTP/SAVPF 98 99");
    expect(said.body).toContain("a=fmtp:99 apt=98");
  });

  test("a section that is of no use is rejected, the others are taken", async () => {
    const { said } = await publish(obsOffer().replace("H264/90000", "H265/90000"));
    expect(said.status).toBe(201);
    expect(said.body).toContain("m=video 0 UDP/TLS/RTP/SAVPF 96");
    expect(said.body).toContain("a=group:BUNDLE 0\r\n");
  });

  test("a client that waits for the handshake is met half-way", async () => {
    const { said } = await publish(obsOffer().replaceAll("a=setup:actpass", "a=setup:passive"));
    expect(said.body).toContain("a=setup:active");
  });
});

describe("an offer is refused", () => {
  const without = (line: RegExp) => obsOffer().replaceAll(line, "");
  test.each([
    ["no SDP at all", "hello", 400, "SDP_MALFORMED"],
    ["nothing", "", 400, "SDP_MALFORMED"],
    ["a line without a type", obsOffer().replace("s=-", "session"), 400, "SDP_MALFORMED"],
    [
      "a media line without ports",
      obsOffer().replace("m=video 9 UDP/TLS/RTP/SAVPF 96", "m=video"),
      400,
      "SDP_MALFORMED",
    ],
    ["no media", `${obsOffer().split("m=")[0]}`, 422, "SDP_UNUSABLE"],
    [
      "no codec that is spoken here",
      obsOffer().replace("opus", "PCMU").replace("H264", "H265"),
      422,
      "SDP_UNUSABLE",
    ],
    ["nothing is sent", obsOffer().replaceAll("a=sendonly", "a=recvonly"), 422, "SDP_UNUSABLE"],
    ["no fingerprint", without(/a=fingerprint.*\r\n/g), 422, "SDP_UNUSABLE"],
    [
      "a fingerprint of no use",
      without(/(?<=a=fingerprint:sha-256 ).*/g).replace("sha-256 ", "sha-256 00"),
      422,
      "SDP_UNUSABLE",
    ],
    ["no ICE credentials", without(/a=ice-(ufrag|pwd).*\r\n/g), 422, "SDP_UNUSABLE"],
    ["no multiplexing", without(/a=rtcp-mux\r\n/g), 422, "SDP_UNUSABLE"],
    ["no bundle", without(/a=group.*\r\n/g), 422, "SDP_UNUSABLE"],
    ["twice the same mid", obsOffer().replace("a=mid:1", "a=mid:0"), 422, "SDP_UNUSABLE"],
  ])("%s", async (_, offer, status, expected) => {
    const { said } = await publish(offer);
    expect([said.status, code(said)]).toEqual([status, expected]);
    expect(said.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("without a pass, with one of another show, with a viewer's", async () => {
    const showId = newId();
    const attempts = [
      "",
      "forged",
      await node.token({ showId: newId(), role: "host" }),
      await node.token({ showId, role: "host", expiresIn: -60 }),
    ];
    for (const token of attempts) {
      const { said } = await publish(obsOffer(), showId, token);
      expect([said.status, code(said)]).toEqual([401, "TOKEN_INVALID"]);
    }
    const { said } = await publish(obsOffer(), showId, await node.token({ showId }));
    expect([said.status, code(said)]).toEqual([403, "NOT_A_HOST"]);
  });

  test("of another type, or longer than any offer", async () => {
    const showId = newId();
    const path = `/whip/${showId}?token=${await node.token({ showId, role: "host" })}`;
    const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    expect((await speak(node, path, json)).status).toBe(415);
    const { said } = await publish(`${obsOffer()}a=x:${"y".repeat(70_000)}`, showId);
    expect([said.status, code(said)]).toEqual([413, "TOO_LARGE"]);
  });
});

describe("a session", () => {
  test("trickles candidates under its tag", async () => {
    const { said } = await publish(obsOffer());
    const path = sessionPath(said);
    const etag = said.headers.get("etag") ?? "";
    const candidate =
      "a=ice-ufrag:Yfpg\r\na=ice-pwd:5rLRbG7wbTFrVS8v6pTjEMxJ\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n" +
      "a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag Yfpg network-id 1\r\na=end-of-candidates\r\n";
    expect((await patch(path, candidate, { "if-match": etag })).status).toBe(204);
    expect((await patch(path, candidate)).status).toBe(428);
    expect((await patch(path, candidate, { "if-match": '"other"' })).status).toBe(412);
    expect((await patch(path, "a=candidate:nonsense", { "if-match": etag })).status).toBe(400);
    expect((await patch(path, "", { "if-match": etag })).status).toBe(400);
    expect(
      (await patch(path, candidate, { "if-match": etag, "content-type": "application/sdp" })).status,
    ).toBe(415);
  });

  test("restarts its ICE: new credentials, a new tag; the old one is over", async () => {
    const { said } = await publish(obsOffer());
    const path = sessionPath(said);
    const etag = said.headers.get("etag") ?? "";
    const fragment = "a=ice-ufrag:Zgqh\r\na=ice-pwd:6sMScH8xcUGsWT9w7qUkFNyK\r\n";
    expect((await patch(path, fragment, { "if-match": etag })).status).toBe(412);
    const restarted = await patch(path, fragment, { "if-match": "*" });
    expect(restarted.status).toBe(200);
    expect(restarted.headers.get("content-type")).toBe("application/trickle-ice-sdpfrag");
    const ufrag = (text: string) => /a=ice-ufrag:(\S+)/.exec(text)?.[1];
    expect(ufrag(restarted.body)).toBeDefined();
    expect(ufrag(restarted.body)).not.toBe(ufrag(said.body));
    expect(restarted.body).toContain("a=candidate:");
    const renewed = restarted.headers.get("etag") ?? "";
    expect(renewed).not.toBe(etag);
    expect((await patch(path, fragment, { "if-match": etag })).status).toBe(412);
    expect((await patch(path, fragment, { "if-match": renewed })).status).toBe(204);
  });

  test("ends once, and nothing is left of it", async () => {
    const { said, showId } = await publish(obsOffer());
    const path = sessionPath(said);
    await node.event("host:joined", showId);
    expect((await speak(node, path, { method: "DELETE" })).status).toBe(200);
    await node.event("host:left", showId);
    const again = await speak(node, path, { method: "DELETE" });
    expect([again.status, code(again)]).toEqual([404, "NOT_FOUND"]);
    expect((await patch(path, "a=end-of-candidates", { "if-match": "*" })).status).toBe(404);
    expect(
      node.media.workers.seats().flatMap(({ webRtcServer }) => (webRtcServer.closed ? [1] : [])),
    ).toEqual([]);
  });

  test("is found under its own show and protocol alone", async () => {
    const { said, showId } = await publish(obsOffer());
    const path = sessionPath(said);
    for (const wrong of [path.replace(showId, newId()), path.replace(/.{8}$/, "AAAAAAAA"), "/whip/nonsense"])
      expect((await speak(node, wrong, { method: "DELETE" })).status).toBe(404);
  });

  test("takes no other methods, and says which", async () => {
    const { said, showId } = await publish(obsOffer());
    for (const method of ["GET", "PUT", "DELETE"]) {
      const refused = await speak(node, `/whip/${showId}`, { method });
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    }
    for (const method of ["GET", "PUT", "POST"]) {
      const refused = await speak(node, sessionPath(said), { method });
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, "PATCH, DELETE, OPTIONS"]);
    }
    const options = await speak(node, `/whip/${showId}`, { method: "OPTIONS" });
    expect([options.status, options.headers.get("accept-post")]).toEqual([204, "application/sdp"]);
    expect(options.headers.get("access-control-allow-headers")).toContain("If-Match");
  });
});

test("a show has one sender: a host in a browser keeps a second one out", async () => {
  const showId = newId();
  const host = await join(node.port, await node.token({ showId, role: "host" }));
  const camera = startCamera({ y: 90, u: 90, v: 90 }, { y: 200, u: 128, v: 128 });
  await createSender(host).produce({ track: camera.track });
  const { said } = await publish(obsOffer(), showId);
  expect([said.status, code(said)]).toEqual([409, "HOST_ALREADY_SENDING"]);
  await host.leave();
  camera.stop();
});

test("a sender from which nothing comes is replaced; who asks at the same moment is refused", async () => {
  const { said, showId } = await publish(obsOffer());
  const [next, other] = await Promise.all([publish(obsOffer(), showId), publish(obsOffer(), showId)]);
  expect([next.said.status, other.said.status].toSorted()).toEqual([201, 409]);
  expect((await speak(node, sessionPath(said), { method: "DELETE" })).status).toBe(404);
});

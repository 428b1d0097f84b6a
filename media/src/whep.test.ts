import { setTimeout as delay } from "node:timers/promises";
import { MEDIA_CONTROL_STREAM, type MediaControl } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { createSender, join } from "./testing/peers.ts";
import { type Colour, nextPicture, startCamera } from "./testing/webrtc.ts";
import { obsOffer, postOffer, type Said, sessionPath, speak } from "./testing/whip.ts";

let node: TestNode;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.stop());

const code = ({ body }: Said): unknown => JSON.parse(body).error.code;
const GREEN: Colour = { y: 150, u: 44, v: 21 };
const RED: Colour = { y: 76, u: 85, v: 255 };
const near = (a: Colour, b: Colour) => Math.abs(a.y - b.y) + Math.abs(a.u - b.u) + Math.abs(a.v - b.v) < 40;

/** A show whose host sends a picture from a browser. */
const startShow = async () => {
  const showId = newId();
  const host = await join(node.port, await node.token({ showId, role: "host" }));
  const camera = startCamera(GREEN, RED);
  await createSender(host).produce({ track: camera.track, stopTracks: false });
  return {
    showId,
    host,
    stop: async () => {
      await host.leave();
      camera.stop();
    },
  };
};

const post = async (showId: string, offer: string): Promise<Said> =>
  postOffer(node, "whep", { showId, token: await node.token({ showId }), offer });

/** A player that speaks nothing but WHEP. */
const play = async (showId: string) => {
  const connection = new RTCPeerConnection();
  connection.addTransceiver("audio", { direction: "recvonly" });
  const { receiver } = connection.addTransceiver("video", { direction: "recvonly" });
  const offer = await connection.createOffer();
  await connection.setLocalDescription(offer);
  const said = await postOffer(node, "whep", {
    showId,
    token: await node.token({ showId }),
    offer: offer.sdp ?? "",
  });
  if (said.status === 201) await connection.setRemoteDescription({ type: "answer", sdp: said.body });
  return { connection, track: receiver.track, said };
};

/** Resolves when there is no such session any more. */
const gone = async (said: Said) => {
  const path = sessionPath(said);
  const fragment = { method: "PATCH", body: "a=end-of-candidates" };
  const headers = { "content-type": "application/trickle-ice-sdpfrag", "if-match": "*" };
  while ((await speak(node, path, { ...fragment, headers })).status !== 404) await delay(20);
};

const leftovers = () =>
  Promise.all(
    node.media.workers.seats().map(async ({ worker, webRtcServer }) => ({
      routers: (await worker.dump()).routerIds.length,
      transports: (await webRtcServer.dump()).webRtcTransportIds.length,
    })),
  );

test("a player sees what the host sends, under the numbers that it chose itself", async () => {
  const { showId, stop } = await startShow();
  const { connection, track, said } = await play(showId);
  expect(said.status).toBe(201);
  expect(sessionPath(said)).toMatch(new RegExp(`^/whep/${showId}/`));
  expect(said.body).toMatch(/m=audio 0 /);
  expect(said.body).toMatch(/a=sendonly/);
  // VP8 under the number of the offer, which is not the node's own.
  expect(said.body).toMatch(/m=video 7 UDP\/TLS\/RTP\/SAVPF 96\r\n[\s\S]*a=rtpmap:96 VP8\/90000/);
  const { left, right } = await nextPicture(track, (a, b) => near(a, GREEN) && near(b, RED));
  expect([near(left, GREEN), near(right, RED)]).toEqual([true, true]);

  expect((await speak(node, sessionPath(said), { method: "DELETE" })).status).toBe(200);
  expect((await speak(node, sessionPath(said), { method: "DELETE" })).status).toBe(404);
  connection.close();
  await stop();
  while (JSON.stringify(await leftovers()) !== JSON.stringify([{ routers: 0, transports: 0 }]))
    await delay(20);
});

test("players with the same numbers share a hall, and it goes with the last of them", async () => {
  const { showId, stop } = await startShow();
  const [one, two] = await Promise.all([play(showId), play(showId)]);
  await Promise.all([one, two].map(({ track }) => nextPicture(track)));
  expect((await leftovers())[0]?.routers).toBe(2);
  for (const { said, connection } of [one, two]) {
    await speak(node, sessionPath(said), { method: "DELETE" });
    connection.close();
  }
  expect((await leftovers())[0]?.routers).toBe(1);
  await stop();
});

test("a player that goes away without a word is noticed by its farewell", async () => {
  const { showId, stop } = await startShow();
  const { connection, track, said } = await play(showId);
  await nextPicture(track);
  connection.close();
  await gone(said);
  await stop();
});

test("while nobody sends, players are asked to come again", async () => {
  const showId = newId();
  const { said, connection } = await play(showId);
  expect([said.status, code(said), said.headers.get("retry-after")]).toEqual([409, "HOST_NOT_SENDING", "3"]);
  connection.close();
});

test("the session ends with what it plays, with the show, and with whoever is removed", async () => {
  const first = await startShow();
  const watching = await play(first.showId);
  await first.stop();
  await gone(watching.said);
  watching.connection.close();

  const give = (order: MediaControl) =>
    node.redis.xAdd(MEDIA_CONTROL_STREAM, "*", { order: JSON.stringify(order) });
  const second = await startShow();
  const again = await play(second.showId);
  await give({ type: "show:ended", showId: second.showId });
  await gone(again.said);
  again.connection.close();
  await second.stop();

  const showId = newId();
  const userId = newId();
  const token = await node.token({ showId, userId, role: "host" });
  const sent = await postOffer(node, "whip", { showId, token, offer: obsOffer() });
  await give({ type: "sender:removed", showId, userId });
  await gone(sent);
  expect((await postOffer(node, "whip", { showId, token, offer: obsOffer() })).status).toBe(403);
});

test("a player that knows none of the host's codecs, or receives nothing, is told so", async () => {
  const { showId, stop } = await startShow();
  for (const offer of [obsOffer().replaceAll("a=sendonly", "a=recvonly"), obsOffer()]) {
    const said = await post(showId, offer);
    expect([said.status, code(said)]).toEqual([422, "SDP_UNUSABLE"]);
  }
  await stop();
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { join, openSocket, refusal } from "./testing/peers.ts";

let node: TestNode;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.stop());

describe("a token is refused when it", () => {
  const showId = newId();
  const cases = {
    "was signed by somebody else": { showId, secret: "another-secret-that-is-long-enough" },
    "has expired": { showId, expiresIn: -30 },
    "is for another node": { showId, nodeId: "elsewhere" },
    "is valid for longer than admission tokens are": { showId, expiresIn: 3600 },
    "names no show": { showId: "not-an-id" },
  };
  test.each(Object.entries(cases))("%s", async (_, options) => {
    const socket = openSocket(node.port, await node.token(options));
    expect(await refusal(socket)).toBe("TOKEN_INVALID");
  });

  test("is none", async () => {
    expect(await refusal(openSocket(node.port, "nothing"))).toBe("TOKEN_INVALID");
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ showId, userId: newId(), role: "host", nodeId: node.config.nodeId, exp: Date.now() }))}.`;
    expect(await refusal(openSocket(node.port, unsigned))).toBe("TOKEN_INVALID");
  });
});

test("a browser on a foreign page is refused at the upgrade, one on ours is let in", async () => {
  const token = await node.token({ showId: newId() });
  expect(await refusal(openSocket(node.port, token, { origin: "https://evil.example" }))).toBe(
    "refused at the upgrade",
  );
  expect(await refusal(openSocket(node.port, token, { origin: "null" }))).toBe("refused at the upgrade");
  const socket = openSocket(node.port, token, { origin: "https://shop.example" });
  await new Promise((resolve) => socket.once("welcome", resolve));
  socket.close();
});

test("a host gets transports for sending and receiving, a viewer only for receiving", async () => {
  const showId = newId();
  const host = await join(node.port, await node.token({ showId, role: "host" }));
  const viewer = await join(node.port, await node.token({ showId, userId: "guest-abcdefgh" }));
  expect(host.welcome).toMatchObject({ role: "host", send: { id: expect.any(String) } });
  expect(viewer.welcome).toMatchObject({ role: "viewer", send: null });
  expect(viewer.welcome.receive?.iceCandidates.map(({ protocol }) => protocol).sort()).toEqual([
    "tcp",
    "udp",
  ]);
  await Promise.all([host.leave(), viewer.leave()]);
});

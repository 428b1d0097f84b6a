import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSocketAdmission, createTurnstile } from "./admission.ts";

const ORIGIN = "https://showdrop.example";

/** Asks for a socket as a page does, and leaves the connection open. */
const knock = async (port: number, { origin = ORIGIN, from = "203.0.113.7" } = {}) => {
  const socket = connect(port, "127.0.0.1");
  socket.write(
    [
      "GET /socket.io/ HTTP/1.1",
      "Host: showdrop.example",
      `Origin: ${origin}`,
      `X-Forwarded-For: ${from}`,
      "\r\n",
    ].join("\r\n"),
  );
  const [answer] = await once(socket, "data");
  return { socket, answer: String(answer).split("\r\n\r\n")[1] };
};

const open = new Set<Socket>();
const admitted = async (port: number, given?: { origin?: string; from?: string }): Promise<string> => {
  const { socket, answer = "" } = await knock(port, given);
  open.add(socket);
  return answer;
};

let http: ReturnType<typeof createServer>;
let port: number;
beforeEach(async () => {
  // 500 for an address, scaled down to 2.
  const admit = createSocketAdmission({ origins: new Set([ORIGIN]), trustedProxies: 1, scale: 0.004 });
  http = createServer((req, res) => admit(req, (error, allowed) => res.end(allowed ? "in" : error)));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  port = (http.address() as AddressInfo).port;
});
afterEach(() => {
  for (const socket of open) socket.destroy();
  open.clear();
  http.close();
});

test("an address has so many sockets at a time, and another its own", async () => {
  expect(await admitted(port)).toBe("in");
  expect(await admitted(port)).toBe("in");
  expect(await admitted(port)).toBe("too many connections");
  expect(await admitted(port, { from: "203.0.113.8" })).toBe("in");
  // All of an IPv6 line's addresses are one household's.
  expect(await admitted(port, { from: "2001:db8::1" })).toBe("in");
  expect(await admitted(port, { from: "2001:db8::2" })).toBe("in");
  expect(await admitted(port, { from: "2001:db8::3" })).toBe("too many connections");

  for (const socket of open) socket.destroy();
  await vi.waitFor(async () => expect(await admitted(port)).toBe("in"), { timeout: 15_000 });
});

test("a page of another site gets none, and takes none from the address", async () => {
  for (let i = 0; i < 3; i++)
    expect(await admitted(port, { origin: "https://elsewhere.example" })).toBe("foreign origin");
  expect(await admitted(port)).toBe("in");
});

test("a crowd is let in so many a second, and those who wait are told later and later seconds", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const enter = createTurnstile(10);
    const asked = Array.from({ length: 45 }, () => enter());
    expect(asked.filter((refusal) => refusal === null)).toHaveLength(10);
    expect(asked.slice(10).map((refusal) => refusal?.retryAfter)).toEqual(
      Array.from({ length: 35 }, (_, i) => Math.ceil((i + 1) / 10)),
    );
    expect(asked.at(-1)?.code).toBe("TOO_MANY_REQUESTS");
    vi.advanceTimersByTime(500);
    expect(Array.from({ length: 6 }, () => enter()).filter((refusal) => refusal === null)).toHaveLength(5);
    vi.advanceTimersByTime(3_600_000);
    const later = Array.from({ length: 400 }, () => enter());
    expect(later.filter((refusal) => refusal === null)).toHaveLength(10);
    expect(later.at(-1)?.retryAfter).toBe(15);
  } finally {
    vi.useRealTimers();
  }
});

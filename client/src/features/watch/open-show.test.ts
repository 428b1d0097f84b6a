// @vitest-environment jsdom
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ok, refuse, type ShowSnapshot } from "@showdrop/shared";
import { Server, type Socket } from "socket.io";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { serverNow } from "../../lib/clock.ts";
import { noNews, type OpenShow, openShow, type ShowNews } from "./open-show.ts";
import { id, sampleEntry, sampleHold, sampleMessage, sampleSnapshot } from "./sample-show.ts";

/** A hub that says what the test tells it to. */
let io: Server;
let url: string;
let snapshot: ShowSnapshot;
let joins: number;
let client: Socket;
let open: OpenShow;
let news: ShowNews;
let sessionsEnded: number;
let refuseJoin: boolean;
/** Seconds that the hub's clock is ahead. */
const AHEAD = 3600;

beforeEach(async () => {
  news = noNews;
  joins = 0;
  sessionsEnded = 0;
  refuseJoin = false;
  snapshot = sampleSnapshot({ seq: 4, messages: [sampleMessage(4)] });
  const http = createServer();
  io = new Server(http, { transports: ["websocket"] });
  io.on("connection", (socket) => {
    client = socket;
    socket.on("show:join", (_, ack) => {
      joins += 1;
      ack(refuseJoin ? refuse("NOT_FOUND") : ok(snapshot));
    });
    socket.on("clock:read", (_, ack) => ack(ok({ now: new Date(Date.now() + AHEAD * 1000).toISOString() })));
    socket.on("chat:post", ({ text, key }, ack) =>
      ack(
        text === "fast" ? refuse("CHAT_TOO_FAST", { retryAfter: 2 }) : ok(sampleMessage(9, 100, text + key)),
      ),
    );
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  open.close();
  await io.close();
});

/** A slow machine is no failure. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });

const enter = async (phase: ShowNews["link"]["phase"] = "joined") => {
  open = openShow(
    id(1),
    (next) => {
      news = next;
    },
    ({ event }) => {
      if (event === "session:ended") sessionsEnded += 1;
    },
    { url },
  );
  await eventually(() => expect(news.link.phase).toBe(phase));
};
const texts = () => news.show?.messages.map(({ text }) => text);

describe("following a show", () => {
  it("joins, follows the log, and runs on the server's clock", async () => {
    await enter();
    client.emit("show", [sampleEntry(5, "chat:posted", sampleMessage(5))]);
    client.emit("pulse", { showId: id(1), viewers: 41 });
    await eventually(() => expect(news.show?.viewers).toBe(41));
    expect(texts()).toEqual(["message 4", "message 5"]);
    await eventually(() => expect(serverNow() - Date.now()).toBeGreaterThan((AHEAD - 5) * 1000));
  });

  it("fetches a snapshot after a gap, and does without when the missing entry comes late", async () => {
    await enter();
    client.emit("show", [sampleEntry(6, "chat:posted", sampleMessage(6))]);
    client.emit("show", [sampleEntry(5, "chat:posted", sampleMessage(5))]);
    await eventually(() => expect(texts()).toEqual(["message 4", "message 5", "message 6"]));
    snapshot = sampleSnapshot({ seq: 8, messages: [sampleMessage(7), sampleMessage(8)] });
    client.emit("show", [sampleEntry(8, "chat:posted", sampleMessage(8))]);
    await eventually(() => expect(texts()).toEqual(["message 7", "message 8"]));
    expect(joins).toBe(2);
  });

  it("drops what it cannot read and catches up by snapshot", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await enter();
    client.emit("show", [{ showId: id(1), seq: 5, at: "now", event: "party:started", data: {} }]);
    client.emit("person", "hold:changed", { id: "x" });
    snapshot = sampleSnapshot({ seq: 6, messages: [sampleMessage(6)] });
    client.emit("show", [sampleEntry(6, "chat:posted", sampleMessage(6))]);
    await eventually(() => expect(texts()).toEqual(["message 6"]));
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it("comes back after the connection was cut, with a fresh snapshot", async () => {
    await enter();
    snapshot = sampleSnapshot({ seq: 9, messages: [sampleMessage(9)] });
    client.conn.close();
    await eventually(() => expect(news.link.phase).toBe("reconnecting"));
    await eventually(() => expect(texts()).toEqual(["message 9"]));
    expect(news.link.phase).toBe("joined");
  });

  it("hears of my holds, my ban and my session", async () => {
    await enter();
    client.emit("person", "hold:changed", sampleHold(60, { status: "expired" }));
    await eventually(() => expect(news.show?.holds).toEqual([sampleHold(60, { status: "expired" })]));
    client.emit("person", "session:ended", {});
    await eventually(() => expect(sessionsEnded).toBe(1));
    client.emit("person", "person:banned", { shopId: id(2) });
    await eventually(() =>
      expect(news.link).toMatchObject({ phase: "refused", refusal: { code: "BANNED" } }),
    );
  });

  it("says why it may not enter", async () => {
    refuseJoin = true;
    await enter("refused");
    expect(news.link.refusal?.code).toBe("NOT_FOUND");
  });

  it("posts, and hands a refusal back with the time to wait", async () => {
    await enter();
    expect(await open.post({ text: "hello ", key: "key-00001" })).toMatchObject({
      ok: true,
      data: { text: "hello key-00001" },
    });
    expect(await open.post({ text: "fast", key: "key-00002" })).toMatchObject({
      ok: false,
      error: { code: "CHAT_TOO_FAST", retryAfter: 2 },
    });
  });
});

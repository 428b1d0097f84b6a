import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Me, ok, type Result, refuse, type ShowSnapshot } from "@showdrop/shared";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { Server } from "socket.io";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { speak } from "../../i18n/index.ts";
import { Toaster } from "../../ui/index.ts";
import {
  id,
  sampleDrop,
  sampleEntry,
  sampleHold,
  sampleMessage,
  sampleProduct,
  sampleShow,
  sampleSnapshot,
} from "./sample-show.ts";
import { WatchPage } from "./watch-page.tsx";

/** A server that says what the test tells it to, over HTTP and the hub. */
let http: HttpServer;
let io: Server;
let me: Me | null;
let snapshot: Result<ShowSnapshot>;
let answers: Record<string, () => Result<unknown> | "cut">;
let asked: { call: string; key: string | undefined }[];

const mina: Me = {
  id: id(100),
  displayName: "Mina",
  email: "mina@example.com",
  memberships: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  namedWhenBuying: false,
};
const soon = () => new Date(Date.now() + 90_000).toISOString();
const placeHold = `POST /api/drops/${id(20)}/holds`;

beforeEach(async () => {
  asked = [];
  me = mina;
  snapshot = ok(
    sampleSnapshot({ seq: 4, drops: [sampleDrop(20)], messages: [sampleMessage(1, 7, "Hello!")] }),
  );
  answers = {
    "GET /api/me": () => ok({ me }),
    [placeHold]: () => ok(sampleHold(60, { expiresAt: soon() })),
  };
  http = createServer((request, response) => {
    const call = `${request.method} ${request.url?.split("?")[0]}`;
    const key = request.headers["idempotency-key"];
    asked.push({ call, key: Array.isArray(key) ? key[0] : key });
    request.resume();
    const answer = (answers[call] ?? (() => refuse("SHOW_ENDED")))();
    if (answer === "cut") return request.socket.destroy();
    response.writeHead(answer.ok ? 200 : 409, {
      "content-type": "application/json",
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*",
      "access-control-allow-methods": "*",
    });
    response.end(JSON.stringify(answer.ok ? answer.data : { error: answer.error }));
  });
  io = new Server(http, { transports: ["websocket"] });
  io.on("connection", (socket) => {
    socket.on("show:join", (_, ack) => ack(snapshot));
    socket.on("clock:read", (_, ack) => ack(ok({ now: new Date().toISOString() })));
    socket.on("chat:post", (_, ack) => ack(refuse("CHAT_TOO_FAST")));
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const base = document.createElement("base");
  base.href = url;
  document.head.append(base);
  vi.stubGlobal("location", new URL(url));
  vi.stubGlobal("matchMedia", () => new EventTarget());
  // jsdom has no media; nothing here looks at the picture.
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  speak("en");
});
afterEach(async () => {
  cleanup();
  document.querySelector("base")?.remove();
  vi.unstubAllGlobals();
  await io.close();
});

const enter = () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter initialEntries={[`/shows/${id(1)}`]}>
        <Toaster>
          <Routes>
            <Route path="/shows/:showId" element={<WatchPage />} />
            <Route path="*" element={<p>elsewhere</p>} />
          </Routes>
        </Toaster>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return userEvent.setup();
};
const holdsAsked = () => asked.filter(({ call }) => call === placeHold);

describe("watching a show", () => {
  it("shows who says what, and what is pinned, as it comes", async () => {
    snapshot = ok(sampleSnapshot({ seq: 4, messages: [sampleMessage(1, 7, "Hello!")] }));
    enter();
    expect(await screen.findByText("Hello!")).toBeTruthy();
    io.emit("show", [sampleEntry(5, "chat:posted", sampleMessage(2, 8, "Bonjour"))]);
    io.emit("show", [sampleEntry(6, "pins:changed", { products: [sampleProduct(30)], featuredId: id(30) })]);
    expect(await screen.findByText("Bonjour")).toBeTruthy();
    expect(await screen.findByText("Bowl 30")).toBeTruthy();
    io.emit("show", [sampleEntry(7, "person:banned", { userId: id(7) })]);
    await waitFor(() => expect(screen.queryByText("Hello!")).toBeNull());
    expect(screen.getByText("Bonjour")).toBeTruthy();
  });

  it("holds with one tap, however often it is tapped, and opens the checkout", async () => {
    const user = enter();
    await user.dblClick(await screen.findByRole("button", { name: "Buy" }));
    const sheet = await screen.findByRole("dialog", { name: "Delivery" });
    expect(within(sheet).getByRole("timer").textContent).toMatch(/Held for you for 1:\d\d/);
    expect(holdsAsked()).toHaveLength(1);
  });

  it("repeats a hold whose answer was lost under the same key", async () => {
    let calls = 0;
    answers[placeHold] = () => {
      calls += 1;
      return calls === 1 ? "cut" : ok(sampleHold(60, { expiresAt: soon() }));
    };
    const user = enter();
    await user.click(await screen.findByRole("button", { name: "Buy" }));
    expect(await screen.findByRole("dialog", { name: "Delivery" })).toBeTruthy();
    const keys = new Set(holdsAsked().map(({ key }) => key));
    expect(holdsAsked()).toHaveLength(2);
    expect(keys.size).toBe(1);
  });

  it("says so when a hold ran out while its checkout was closed", async () => {
    snapshot = ok(
      sampleSnapshot({ seq: 4, drops: [sampleDrop(20)], holds: [sampleHold(60, { expiresAt: soon() })] }),
    );
    enter();
    expect(await screen.findByRole("button", { name: /^Pay · 1:/ })).toBeTruthy();
    io.emit("person", "hold:changed", sampleHold(60, { status: "expired" }));
    expect(await screen.findByText("Your time for “Moon jar” is over. Others can have it now.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Buy" })).toBeTruthy();
  });

  it("says why a hold was refused", async () => {
    answers[placeHold] = () => refuse("DROP_ALL_HELD");
    const user = enter();
    await user.click(await screen.findByRole("button", { name: "Buy" }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "All units are held right now. Some may come back.",
    );
  });

  it("keeps the text of a refused message, and says why", async () => {
    const user = enter();
    const input = await screen.findByLabelText<HTMLInputElement>("Say something…");
    await user.type(input, "again{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("One moment between messages, please.");
    expect(input.value).toBe("again");
  });

  it("leads a visitor to signing in and back", async () => {
    me = null;
    const user = enter();
    const link = await screen.findByRole("link", { name: "Sign in to chat" });
    expect(link.getAttribute("href")).toBe(`/sign-in?next=${encodeURIComponent(`/shows/${id(1)}`)}`);
    await user.click(screen.getByRole("button", { name: "Buy" }));
    expect(await screen.findByText("elsewhere")).toBeTruthy();
    expect(holdsAsked()).toHaveLength(0);
  });

  it("turns into the list of what was sold when the show ends", async () => {
    answers[`GET /api/shows/${id(1)}/summary`] = () =>
      ok({
        showId: id(1),
        items: [
          {
            productId: id(50),
            variantId: id(51),
            title: "Moon jar",
            variantName: "White",
            imageUrl: null,
            sold: 7,
            allocated: 10,
          },
        ],
        revenue: null,
        orders: 7,
      });
    enter();
    await screen.findByText("Hello!");
    io.emit("show", [sampleEntry(5, "show:changed", sampleShow({ status: "ended" }))]);
    expect(await screen.findByRole("heading", { name: "This show has ended" })).toBeTruthy();
    expect(await screen.findByText("7 of 10 sold")).toBeTruthy();
  });

  it("says how long an absent host is waited for, without reading every second aloud", async () => {
    enter();
    await screen.findByText("Hello!");
    const until = new Date(Date.now() + 150_000).toISOString();
    io.emit("show", [
      sampleEntry(
        5,
        "show:changed",
        sampleShow({ status: "paused", pausedAt: new Date().toISOString(), hostAwaitedUntil: until }),
      ),
    ]);
    const sign = await screen.findByText(/The host's connection dropped/);
    const seconds = sign.querySelector("[aria-hidden]");
    expect(seconds?.textContent).toMatch(/^2:[23]\d$/);
    expect(sign.textContent).toMatch(/If they are not back by \d+:\d\d.*, the show ends\./);
    io.emit("show", [sampleEntry(6, "show:changed", sampleShow())]);
    await waitFor(() => expect(screen.queryByText(/The host's connection dropped/)).toBeNull());
  });

  it("tells the banned and the lost apart", async () => {
    snapshot = refuse("NOT_FOUND");
    enter();
    expect(await screen.findByText("There is no such show")).toBeTruthy();
  });

  it("puts a banned viewer out at once", async () => {
    enter();
    await screen.findByText("Hello!");
    io.emit("person", "person:banned", { shopId: id(2) });
    expect(await screen.findByText("You were removed")).toBeTruthy();
  });
});

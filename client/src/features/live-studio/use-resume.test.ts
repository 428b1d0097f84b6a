import { cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mayOpenDevices, mutedBefore, useResume } from "./use-resume.ts";

const SHOW = "a-show";
const stream = {} as MediaStream;
let did: string[];
type Props = Parameters<typeof useResume>[0];

const allow = (state: "granted" | "prompt") =>
  vi.stubGlobal("navigator", { permissions: { query: () => Promise.resolve({ state }) } });

/** A studio page: what it does to devices and broadcast is written down. */
const open = (more: Partial<Props> = {}) => {
  const request = () => void did.push("asks for devices");
  const start = (given: MediaStream) => {
    did.push(given === stream ? "sends" : "sends something else");
    return Promise.resolve();
  };
  const setMuted = (kind: string, muted: boolean) => void did.push(`${muted ? "mutes" : "unmutes"} ${kind}`);
  const muted = mutedBefore(SHOW) ?? { audio: false, video: false };
  const props: Props = {
    showId: SHOW,
    running: true,
    devices: { stream: null, request },
    broadcast: { state: "idle", start, muted, setMuted },
    ...more,
  };
  const page = renderHook(useResume, { initialProps: props });
  const becomes = (state: Props["broadcast"]["state"], now = muted) =>
    page.rerender({
      ...props,
      devices: { stream, request },
      broadcast: { state, start, muted: now, setMuted },
    });
  return { ...page, becomes };
};
/** Loads the page anew: nothing of it is told that it goes. */
const reload = () => {
  const kept = mutedBefore(SHOW);
  cleanup();
  if (kept) sessionStorage.setItem(`showdrop.sending.${SHOW}`, kept.audio ? "audio" : "");
  did = [];
};

beforeEach(() => {
  did = [];
  sessionStorage.clear();
  allow("granted");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("a studio page that is loaded anew", () => {
  it("goes on sending by itself, as muted as before", async () => {
    open().becomes("sending", { audio: true, video: false });
    reload();
    const page = open();
    await waitFor(() => expect(did).toEqual(["mutes audio", "asks for devices"]));
    page.becomes("idle");
    page.becomes("connecting");
    page.becomes("sending");
    expect(did).toEqual(["mutes audio", "asks for devices", "sends"]);
    expect(mutedBefore(SHOW)).toEqual({ audio: true, video: false });
  });

  it("only shows the picture where this tab was not sending: another one may be", async () => {
    const page = open();
    await waitFor(() => expect(did).toEqual(["asks for devices"]));
    page.becomes("idle");
    expect(did).toEqual(["asks for devices"]);
  });

  it("asks nobody for anything where the browser would have to ask", async () => {
    open().becomes("sending");
    reload();
    allow("prompt");
    open();
    expect(await mayOpenDevices()).toBe(false);
    expect(did).toEqual([]);
  });

  it("does nothing before the show is on the air", async () => {
    open({ running: false });
    expect(await mayOpenDevices()).toBe(true);
    expect(did).toEqual([]);
  });

  it.each(["stopped", "left"] as const)("forgets that it was sending once that is %s", (how) => {
    const page = open();
    page.becomes("sending");
    expect(mutedBefore(SHOW)).not.toBeNull();
    if (how === "left") page.unmount();
    else page.becomes("stopped");
    expect(mutedBefore(SHOW)).toBeNull();
  });
});

describe("whether devices open without a question", () => {
  const devices = (label: string) => ({
    permissions: { query: () => Promise.reject(new TypeError("no such permission")) },
    mediaDevices: {
      enumerateDevices: () => Promise.resolve(["videoinput", "audioinput"].map((kind) => ({ kind, label }))),
    },
  });

  it("is told by the devices' labels where the browser knows no such permission", async () => {
    vi.stubGlobal("navigator", devices("FaceTime"));
    expect(await mayOpenDevices()).toBe(true);
    vi.stubGlobal("navigator", devices(""));
    expect(await mayOpenDevices()).toBe(false);
    vi.stubGlobal("navigator", {});
    expect(await mayOpenDevices()).toBe(false);
  });
});

import type { ConsumerOffer } from "@showdrop/shared";
import { beforeEach, expect, test, vi } from "vitest";
import { allSilent, feedsOf, type Incoming } from "./feeds.ts";

/** jsdom has no media: only who is in which stream matters here. */
class Stream {
  readonly tracks: readonly object[];
  constructor(tracks: readonly object[]) {
    this.tracks = tracks;
  }
  getTracks() {
    return this.tracks;
  }
}
class Track extends EventTarget {
  readonly kind: string;
  muted = false;
  readyState = "live";
  constructor(kind: string) {
    super();
    this.kind = kind;
  }
}
beforeEach(() => {
  vi.stubGlobal("MediaStream", Stream);
  vi.stubGlobal("MediaStreamTrack", Track);
});

const host = { userId: "a".repeat(24), role: "host" } as const;
const guest = { userId: "b".repeat(24), role: "guest" } as const;

const incoming = (
  from: ConsumerOffer["from"],
  source: ConsumerOffer["source"],
  more: Partial<Incoming> = {},
): Incoming => {
  const track: unknown = new Track(source === "camera" || source === "screen" ? "video" : "audio");
  if (!(track instanceof MediaStreamTrack)) throw new TypeError("not a track");
  return { offer: { from, source }, track, muted: false, paused: false, layer: undefined, ...more };
};

test("each picture is a feed, the host's first, with the sound that belongs to it", () => {
  const feeds = feedsOf(
    [],
    [
      ...[incoming(guest, "microphone"), incoming(guest, "camera"), incoming(host, "screen")],
      ...[incoming(host, "camera"), incoming(host, "microphone"), incoming(host, "screen-sound")],
    ],
  );
  expect(feeds.map(({ key, picture, sound }) => [key, picture !== null, sound !== null])).toEqual([
    [`${host.userId}:camera`, true, true],
    [`${host.userId}:screen`, true, true],
    [`${guest.userId}:camera`, true, true],
  ]);
});

test("a microphone alone is its sender's feed, without a picture", () => {
  expect(feedsOf([], [incoming(guest, "microphone")])).toMatchObject([
    { key: `${guest.userId}:camera`, source: "camera", picture: null },
  ]);
});

test("the same track is the same stream, so that what plays is not begun anew", () => {
  const camera = incoming(host, "camera");
  const [before] = feedsOf([], [camera]);
  const [after] = feedsOf(before ? [before] : [], [camera, incoming(host, "microphone")]);
  expect(after?.picture).toBe(before?.picture);
});

test("a camera that is switched off, and a picture that is not wanted, show nothing; a starved one says so", () => {
  const of = (more: Partial<Incoming>) => feedsOf([], [incoming(host, "camera", more)])[0];
  expect(of({ muted: true })).toMatchObject({ picture: null, pictureMuted: true, weak: false });
  expect(of({ paused: true })).toMatchObject({ picture: null, pictureMuted: false });
  expect(of({ layer: null })).toMatchObject({ weak: true });
  expect(of({ layer: 0 })).toMatchObject({ weak: false });
});

test("the host's camera stays, silent, when it goes; a guest's feed and a screen go with their sender", () => {
  const feeds = feedsOf([], [incoming(host, "camera"), incoming(host, "screen"), incoming(guest, "camera")]);
  expect(feedsOf(feeds, [])).toMatchObject([{ key: `${host.userId}:camera`, picture: null, sound: null }]);
});

test("through a lost line everything stays, silent", () => {
  const feeds = feedsOf([], [incoming(host, "camera"), incoming(guest, "camera")]);
  expect(allSilent(feeds).map(({ key, picture }) => [key, picture])).toEqual([
    [`${host.userId}:camera`, null],
    [`${guest.userId}:camera`, null],
  ]);
});

test("while a connection takes over from another, what plays goes on until the new one plays", () => {
  const old = incoming(host, "camera");
  const next = incoming(host, "camera");
  const track: unknown = next.track;
  if (!(track instanceof Track)) throw new TypeError("not a track");
  track.muted = true;
  const [before] = feedsOf([], [old]);
  expect(feedsOf([], [old, next])[0]?.picture).toBe(before?.picture);
  track.muted = false;
  expect(feedsOf([], [old, next])[0]?.picture).not.toBe(before?.picture);
});

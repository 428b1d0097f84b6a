import type { Recording, ShowMoment } from "@showdrop/shared";
import { expect, test } from "vitest";
import { chaptersOf, clockTime, stillAt } from "./chapters.ts";

const zero = Date.parse("2026-03-01T12:00:00.000Z");
const at = (seconds: number): string => new Date(zero + seconds * 1000).toISOString();
const strip = { url: "/s.jpg", everyMs: 10_000, count: 12, columns: 10, width: 160, height: 90 };
const recording: Pick<Recording, "startedAt" | "replay"> = {
  startedAt: at(0),
  replay: {
    ...{ url: "/v.mp4", posterUrl: "/p.jpg", durationMs: 120_000, width: 640, height: 360, bytes: 1, strip },
  },
};
const moment = (seconds: number, kind: ShowMoment["kind"], title: string): ShowMoment => ({
  ...{ at: at(seconds), kind, title },
});

test("chapters lead to a little before each moment, and never before the beginning or beyond the end", () => {
  const moments = [
    moment(-30, "pin", "Jar"),
    moment(10, "pin", "Bowl"),
    moment(11, "drop", "Bowl"),
    moment(60, "drop", "Jar"),
    moment(121, "pin", "Late"),
  ];
  expect(chaptersOf(moments, recording)).toEqual([
    { atMs: 0, kind: "pin", title: "Jar" },
    { atMs: 8_500, kind: "drop", title: "Bowl" },
    { atMs: 58_500, kind: "drop", title: "Jar" },
  ]);
  expect(chaptersOf(moments, { ...recording, replay: null })).toEqual([]);
});

test("a small picture is found in its row and column", () => {
  expect(stillAt(strip, 0)).toMatchObject({ backgroundPosition: "0% 0%", backgroundSize: "1000% 200%" });
  expect(stillAt(strip, 95_000).backgroundPosition).toBe("100% 0%");
  expect(stillAt(strip, 119_000).backgroundPosition).toBe("11.11111111111111% 100%");
});

test("lengths read as on a player", () => {
  expect([0, 65_400, 3_723_000].map(clockTime)).toEqual(["0:00", "1:05", "1:02:03"]);
});

import { expect, test } from "vitest";
import { type Count, judgePicture, perSecondOf, recentCounts } from "./frames.ts";

const frames = { width: 1280, height: 720, perSecond: 30 };

test("a picture is good from 360 lines and 15 frames a second on, upright too", () => {
  expect(judgePicture(frames, false)).toBe("good");
  expect(judgePicture({ width: 360, height: 640, perSecond: 15 }, false)).toBe("good");
  expect(judgePicture({ width: 320, height: 640, perSecond: 30 }, false)).toBe("small");
  expect(judgePicture({ ...frames, perSecond: 14 }, false)).toBe("slow");
});

test("a camera that went, one that gives nothing, and one that only begins are three things", () => {
  expect(judgePicture(frames, true)).toBe("cameraGone");
  expect(judgePicture({ ...frames, perSecond: 0 }, false)).toBe("noPicture");
  expect(judgePicture({ ...frames, perSecond: null }, false)).toBe("checking");
});

test("frames are counted over the last two seconds", () => {
  let counts: Count[] = [];
  const pass = (at: number, total: number) => {
    counts = recentCounts(counts, { at, total });
    return perSecondOf(counts);
  };
  expect(pass(0, 0)).toBeNull();
  expect(pass(1_000, 30)).toBeNull();
  expect(pass(2_000, 60)).toBe(30);
  expect(pass(3_000, 70)).toBe(20);
  expect(pass(4_000, 70)).toBe(5);
  expect(pass(5_000, 70)).toBe(0);
  expect(counts).toHaveLength(3);
});

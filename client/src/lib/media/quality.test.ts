import { expect, test } from "vitest";
import { fullSize, type Picture, wishFor } from "./quality.ts";

const picture = (width: number, height: number, more: Partial<Picture> = {}): Picture => ({
  layers: 3,
  view: { box: { width, height }, fit: "contain", frame: null },
  full: { width: 1280, height: 720 },
  ...more,
});

test("by size, a picture gets the smallest layer that fills its box well", () => {
  expect(wishFor("auto", picture(320, 180))).toBe(0);
  expect(wishFor("auto", picture(640, 360))).toBe(1);
  // Stretched a little, the half is still good enough; stretched more it is not.
  expect(wishFor("auto", picture(780, 439))).toBe(1);
  expect(wishFor("auto", picture(960, 540))).toBe(2);
  expect(wishFor("auto", picture(3840, 2160))).toBe(2);
});

test("a wide picture that fills an upright phone needs the lines of the phone's whole height", () => {
  const view = { box: { width: 390, height: 844 }, frame: null };
  expect(wishFor("auto", picture(0, 0, { view: { ...view, fit: "cover" } }))).toBe(2);
  expect(wishFor("auto", picture(0, 0, { view: { ...view, fit: "contain" } }))).toBe(0);
});

test("an upright picture is measured by its short side", () => {
  expect(wishFor("auto", picture(390, 693, { full: { width: 720, height: 1280 } }))).toBe(1);
});

test("before the first frame 720p is reckoned with", () => {
  expect(wishFor("auto", picture(640, 360, { full: null }))).toBe(1);
});

test("the menu decides for large pictures, and small ones never get more than they need", () => {
  expect(wishFor("high", picture(640, 360))).toBe(2);
  expect(wishFor("medium", picture(1280, 720))).toBe(1);
  expect(wishFor("low", picture(1280, 720))).toBe(0);
  expect(wishFor("high", picture(320, 180))).toBe(0);
  expect(wishFor("sound", picture(1280, 720))).toBe("paused");
});

test("a picture without layers has only the one", () => {
  for (const quality of ["auto", "high", "medium", "low"] as const)
    expect(wishFor(quality, picture(1280, 720, { layers: 1 }))).toBe(0);
});

test("a frame of one layer tells the whole picture's size", () => {
  expect(fullSize({ width: 320, height: 180 }, 0, 3)).toEqual({ width: 1280, height: 720 });
  expect(fullSize({ width: 960, height: 540 }, 1, 2)).toEqual({ width: 960, height: 540 });
  expect(fullSize(null, 0, 3)).toBeNull();
  expect(fullSize({ width: 320, height: 180 }, null, 3)).toBeNull();
});

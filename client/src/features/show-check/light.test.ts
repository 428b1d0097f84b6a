import { expect, test } from "vitest";
import { judgeLight, type Light, lightOf, meanLight } from "./light.ts";

const [WIDTH, HEIGHT] = [64, 36];

/** A picture of greys, by place: shares of its width and height. */
const painted = (grey: (x: number, y: number) => number): Light => {
  const pixels = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const value = grey((pixel % WIDTH) / WIDTH, Math.floor(pixel / WIDTH) / HEIGHT);
    pixels.set([value, value, value, 255], pixel * 4);
  }
  return lightOf(pixels, WIDTH, HEIGHT);
};
const inMiddle = (x: number, y: number) => x >= 0.3 && x < 0.7 && y >= 0.2 && y < 0.8;
const judged = (grey: (x: number, y: number) => number) => judgeLight(painted(grey));

test("brightness is measured as eyes see colours, in the middle and around it", () => {
  const green = new Uint8ClampedArray([0, 255, 0, 255, 0, 0, 255, 255]);
  expect(lightOf(green, 2, 1).mean).toBeCloseTo((0.7152 * 255 + 0.0722 * 255) / 2, 5);
  const light = painted((x, y) => (inMiddle(x, y) ? 200 : 100));
  expect(light.centre).toBeCloseTo(200, 5);
  expect(light.edges).toBeCloseTo(100, 5);
  expect(light.spread).toBeGreaterThan(30);
  const split = painted((x) => (x < 0.25 ? 10 : x < 0.5 ? 255 : 128));
  expect([split.crushed, split.blown]).toEqual([0.25, 0.25]);
});

test("an even, mid-grey picture is good, and so are its neighbours within two stops", () => {
  for (const grey of [61, 80, 118, 170, 220])
    expect(
      judged(() => grey),
      String(grey),
    ).toBe("good");
});

test("a cover is told from a dark room", () => {
  expect(judged(() => 0)).toBe("covered");
  expect(judged((x) => 16 + 6 * Math.sin(x * 40))).toBe("covered");
  expect(judged((x, y) => (x < 0.2 && y < 0.3 ? 120 : 14))).toBe("dark");
  expect(judged((x) => 20 + 30 * x)).toBe("dark");
});

test("too dark is what two stops below grey are, or a lamp beside the middle", () => {
  expect(judged(() => 59)).toBe("dark");
  expect(judged((x) => (x < 0.3 ? 200 : 8))).not.toBe("good");
});

test("a seller before a black cloth is lit well, one before a window is a silhouette", () => {
  expect(judged((x, y) => (inMiddle(x, y) ? 140 : 10))).toBe("good");
  expect(judged((x, y) => (inMiddle(x, y) ? 60 : 215))).toBe("backlit");
  expect(judged((x, y) => (inMiddle(x, y) ? 110 : 215))).toBe("good");
});

test("too bright is white all over, or a quarter of it lost", () => {
  expect(judged(() => 235)).toBe("bright");
  expect(judged((x) => (x < 0.26 ? 255 : 120))).toBe("bright");
  // A white table that still has shades is no fault.
  expect(judged((_, y) => (y > 0.7 ? 240 : 120))).toBe("good");
});

test("moments are put together before they are judged", () => {
  expect(meanLight([])).toBeNull();
  const hand = painted(() => 5);
  const room = painted(() => 130);
  expect(judgeLight(meanLight([room, room, hand, room, room, room, room, room]) ?? hand)).toBe("good");
});

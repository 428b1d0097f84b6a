import { expect, test } from "vitest";
import { emptyPicture, lay, stroke, toSprite } from "./i420.ts";

const square = (side: number, [r, g, b, a]: [number, number, number, number]) =>
  toSprite({
    width: side,
    height: side,
    data: Uint8Array.from({ length: side * side * 4 }, (_, i) => [r, g, b, a][i % 4] ?? 0),
  });

test("white, black and red are what video says they are", () => {
  const picture = emptyPicture(8, 8);
  const shown = (colour: [number, number, number, number]) => {
    lay(picture, square(8, colour), { x: 0, y: 0 });
    return [picture.data[0], picture.data[64], picture.data[80]];
  };
  expect(shown([255, 255, 255, 255])).toEqual([235, 128, 128]);
  expect(shown([0, 0, 0, 255])).toEqual([16, 128, 128]);
  expect(shown([255, 0, 0, 255])).toEqual([82, 90, 240]);
});

test("a sprite covers its place up to the last row and column, and nothing else", () => {
  const picture = emptyPicture(8, 8);
  lay(picture, square(4, [255, 255, 255, 255]), { x: 2, y: 3 });
  const rows = Array.from({ length: 8 }, (_, y) => [...picture.data.subarray(y * 8, y * 8 + 8)]);
  rows.forEach((row, y) => {
    row.forEach((luma, x) => {
      expect(luma).toBe(x >= 2 && x < 6 && y >= 3 && y < 7 ? 235 : 0);
    });
  });
});

test("opacity mixes, and a sprite half outside is cut at the edge", () => {
  const picture = emptyPicture(8, 8);
  picture.data.fill(16, 0, 64);
  lay(picture, square(8, [255, 255, 255, 255]), { x: -4, y: 0, opacity: 0.5 });
  expect(picture.data[0]).toBe(126);
  expect(picture.data[3]).toBe(126);
  expect(picture.data[4]).toBe(16);
  lay(picture, square(8, [255, 255, 255, 255]), { x: 100, y: -100 });
  expect(picture.data[4]).toBe(16);
});

test("a hand of a clock is drawn from end to end", () => {
  const picture = emptyPicture(16, 16);
  stroke(picture, { x: 2, y: 8 }, { x: 13, y: 8 }, 2, 200);
  const row = [...picture.data.subarray(8 * 16, 9 * 16)];
  expect(row.slice(2, 14).every((luma) => luma === 200)).toBe(true);
  expect(picture.data[2 * 16 + 8]).toBe(0);
});

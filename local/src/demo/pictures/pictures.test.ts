import sharp from "sharp";
import { expect, test } from "vitest";
import { catalogue } from "../catalogue.ts";
import { drawMark, pictures, posters } from "./gallery.ts";
import { renderJpeg, renderMark } from "./render.ts";
import { backdrops } from "./scene.ts";
import { glazes } from "./things/vessels.ts";

/** Milliseconds for a few pictures on a machine that is busy with other tests. */
const SLOW_MS = 60_000;
const cup = () => pictures.cup(glazes.milk, backdrops.oat, 1);
const drawings = catalogue.flatMap(({ variants, more }) => [
  ...variants.map(({ picture }) => picture),
  ...(more ?? []),
]);

test("a product's picture is a square JPEG, the same every time", { timeout: SLOW_MS }, async () => {
  const [first, second] = [await renderJpeg(cup()), await renderJpeg(cup())];
  expect(await sharp(first).metadata()).toMatchObject({
    format: "jpeg",
    width: 1200,
    height: 1200,
    channels: 3,
  });
  expect(second.equals(first)).toBe(true);
});

test("the light comes from the left and the wall keeps its colour", { timeout: SLOW_MS }, async () => {
  const picture = await renderJpeg(cup());
  const mean = async (left: number, top: number, side: number) => {
    const area = await sharp(picture).extract({ left, top, width: side, height: side }).raw().toBuffer();
    return [0, 1, 2].map((channel) => {
      const values = [...area].filter((_, index) => index % 3 === channel);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
  };
  const [litSide = 0] = await mean(440, 640, 40);
  const [darkSide = 0] = await mean(860, 640, 40);
  expect(litSide).toBeGreaterThan(darkSide + 40);
  const [red = 0, green = 0, blue = 0] = await mean(700, 120, 100);
  expect(red).toBeGreaterThan(green);
  expect(green).toBeGreaterThan(blue);
  expect(red - blue).toBeLessThan(40); // oat, no yellow
});

test("a poster is 4:5", { timeout: SLOW_MS }, async () => {
  expect(await sharp(await renderJpeg(posters.tea())).metadata()).toMatchObject({
    width: 1200,
    height: 1500,
  });
});

test("the mark is a square PNG", async () => {
  expect(await sharp(await renderMark(drawMark())).metadata()).toMatchObject({
    format: "png",
    width: 600,
    height: 600,
  });
});

test("no two pictures of the catalogue are the same drawing, and every paint they name is defined", () => {
  const svgs = [...drawings, ...Object.values(posters)]
    .map((draw) => draw())
    .map(({ room, things }) => [room, things]);
  expect(new Set(svgs.map((layers) => layers.join(""))).size).toBe(svgs.length);
  for (const layer of svgs.flat()) {
    const named = new Set([...layer.matchAll(/url\(#(\w+)\)/g)].map(([, id]) => id));
    const defined = new Set([...layer.matchAll(/ id="(\w+)"/g)].map(([, id]) => id));
    expect([...named].filter((id) => !defined.has(id))).toEqual([]);
    expect(layer).not.toContain("NaN");
    expect(layer).not.toContain("undefined");
  }
});

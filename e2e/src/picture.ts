import { expect, type Locator, type Page } from "@playwright/test";
import { type ColourName, layout, middles, palette, quarters, type Rgb } from "./camera.ts";

/** What a video shows at one moment. A colour that is none of the sender's is "other". */
type Look = {
  quarters: (ColourName | "other")[];
  middle: ColourName | "other";
  /** Where the bar is, in tenths of the width; -1 where there is none. */
  bar: number;
};

/** Summed over red, green and blue: what two passes of compression and a change of colour space may do. */
const TOLERANCE = 150;

/** The nearest colour of the palette, or "other" when none is near. */
export const nameOf = ([red, green, blue]: Rgb): ColourName | "other" => {
  const distance = ([r, g, b]: Rgb) => Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue);
  const names = Object.keys(palette) as ColourName[];
  const nearest = names.reduce((best, name) =>
    distance(palette[name]) < distance(palette[best]) ? name : best,
  );
  return distance(palette[nearest]) <= TOLERANCE ? nearest : "other";
};

/** Places along the strip where the bar is looked for. */
const BAR_STEPS = 10;
const points: (readonly [x: number, y: number])[] = [
  ...layout.quarters,
  [(layout.middle.left + layout.middle.right) / 2, (layout.middle.top + layout.middle.bottom) / 2],
  ...Array.from({ length: BAR_STEPS }, (_, step) => [(step + 0.5) / BAR_STEPS, 0.93] as const),
];

/** Reads the frame that a video element shows now. */
async function look(video: Locator): Promise<Look> {
  const colours = await video.evaluate((element, places): [number, number, number][] => {
    if (!(element instanceof HTMLVideoElement)) throw new TypeError("not a video");
    const canvas = document.createElement("canvas");
    canvas.width = 160;
    canvas.height = 90;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen) throw new Error("no canvas");
    pen.drawImage(element, 0, 0, canvas.width, canvas.height);
    return places.map(([x, y]) => {
      const [red = 0, green = 0, blue = 0] = pen.getImageData(
        Math.floor(x * canvas.width),
        Math.floor(y * canvas.height),
        1,
        1,
      ).data;
      return [red, green, blue];
    });
  }, points);
  const [corners, [middle], strip] = [colours.slice(0, 4), colours.slice(4, 5), colours.slice(5)];
  return {
    quarters: corners.map(nameOf),
    middle: middle ? nameOf(middle) : "other",
    bar: strip.findIndex((colour) => nameOf(colour) === "white"),
  };
}

/** Frames decoded since the element began to play its present stream. */
export const decodedFrames = (video: Locator): Promise<number> =>
  video.evaluate((element) =>
    element instanceof HTMLVideoElement ? element.getVideoPlaybackQuality().totalVideoFrames : 0,
  );

/** Waits until the video has decoded more frames than now. */
export async function expectMotion(video: Locator, frames = 15): Promise<void> {
  const before = await decodedFrames(video);
  await expect.poll(() => decodedFrames(video), { message: "frames go on" }).toBeGreaterThan(before + frames);
}

/** The fake camera's own picture, moving: its quarters in their places, its middle changing, its bar running. */
export async function expectCameraPicture(video: Locator): Promise<void> {
  await expect
    .poll(async () => (await look(video)).quarters, { message: "the four quarters of the camera's picture" })
    .toEqual(quarters);
  const seen = { middles: new Set<string>(), bars: new Set<number>() };
  await expect
    .poll(
      async () => {
        const { middle, bar } = await look(video);
        if (middles.some((name) => name === middle)) seen.middles.add(middle);
        if (bar >= 0) seen.bars.add(bar);
        return seen.middles.size >= 3 && seen.bars.size >= 3;
      },
      { message: "the middle changes its colour and the bar runs", intervals: [130] },
    )
    .toBe(true);
  await expectMotion(video);
}

/** Sound that can be heard arrives on the page. */
export async function expectSound(page: Page): Promise<void> {
  const sound = page.locator("audio").first();
  await expect(sound).toHaveJSProperty("muted", false);
  const loudest = () =>
    sound.evaluate(async (element) => {
      if (!(element instanceof HTMLAudioElement) || !(element.srcObject instanceof MediaStream)) return 0;
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(element.srcObject).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let loudest = 0;
      // The fake microphone beeps once a second.
      const until = performance.now() + 1_200;
      while (performance.now() < until) {
        await new Promise(requestAnimationFrame);
        analyser.getFloatTimeDomainData(samples);
        loudest = Math.max(loudest, ...samples.map(Math.abs));
      }
      await context.close();
      return loudest;
    });
  await expect.poll(loudest, { message: "the microphone is heard" }).toBeGreaterThan(0.01);
}

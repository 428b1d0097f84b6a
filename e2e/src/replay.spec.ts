import { setTimeout as sleep } from "node:timers/promises";
import type { Locator } from "@playwright/test";
import { offer, prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { type Recording, routes } from "@showdrop/shared";
import type { Member } from "./people.ts";
import { expectCameraFrame, expectCameraPicture, quartersNow } from "./picture.ts";
import { expect, test } from "./test.ts";
import { button, goOnAir, liveVideo } from "./verbs.ts";

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

let creator: Member;
let ann: Member;
let sale: Sale;
let leftAt = 0;
let backAt = 0;

test.beforeAll(async ({ people }) => {
  creator = await people.member("Mina Seo", { camera: true });
  ann = await people.member("Ann Lee");
  sale = await prepareSale(creator, { record: true });
});
test.afterAll(({ people }) => people.leave());

const params = () => ({ showId: sale.show.id });
const replayVideo = ({ page }: Member): Locator =>
  page.getByLabel(`Replay: ${sale.show.title}`, { exact: true });

/** Goes to a place of the film and waits until its frame is there. */
const seek = (video: Locator, seconds: number): Promise<void> =>
  video.evaluate(async (element, to) => {
    if (!(element instanceof HTMLVideoElement)) throw new TypeError("not a video");
    element.pause();
    const seeked = new Promise((resolve) => element.addEventListener("seeked", resolve, { once: true }));
    element.currentTime = to;
    await seeked;
  }, seconds);

const read = async (): Promise<Recording> => {
  const answer = await ann.api.must(routes.readRecording, { params: params() });
  return answer;
};

test("1. a show with a drop, whose host drops out and comes back", async () => {
  const { page } = creator;
  await page.goto(`/studio/shows/${sale.show.id}`);
  await goOnAir(page);
  await ann.page.goto(`/shows/${sale.show.id}`);
  await expectCameraPicture(liveVideo(ann.page, sale.show.title));
  expect((await read()).status).toBe("recording");
  await sleep(3_000); // of the show
  await offer(creator, sale, { quantity: 2 });
  await sleep(2_000);

  leftAt = Date.now();
  await page.goto("about:blank");
  await sleep(3_000);
  await page.goto(`/studio/shows/${sale.show.id}`);
  await expectCameraPicture(liveVideo(ann.page, sale.show.title));
  backAt = Date.now();
  await sleep(3_000);
});

test("2. the replay is prepared by itself, plays, seeks, and is as long as the show", async () => {
  const ended = await creator.api.must(routes.endShow, { params: params() });
  const { page } = ann;
  await expect(page.getByRole("heading", { name: "This show has ended" })).toBeVisible();
  await expect(page.getByText("The replay is being prepared")).toBeVisible();
  const video = replayVideo(ann);
  await expect(video).toBeVisible({ timeout: 60_000 });

  const { startedAt, gaps, replay } = await read();
  const lasted = (Date.parse(ended.endedAt ?? "") - Date.parse(startedAt)) / 1000;
  await expect
    .poll(() => video.evaluate((element) => (element instanceof HTMLVideoElement ? element.duration : 0)))
    .toBeGreaterThan(lasted - 1);
  const length = await video.evaluate((element) =>
    element instanceof HTMLVideoElement ? element.duration : 0,
  );
  expect(Math.abs(length - lasted)).toBeLessThan(1);
  expect(replay?.durationMs).toBe(Math.round(lasted * 1000));

  const at = (moment: number) => (moment - Date.parse(startedAt)) / 1000;
  await seek(video, at(leftAt) - 1.5);
  await expectCameraFrame(video);
  await seek(video, at(backAt) + 1);
  await expectCameraFrame(video);
  // While the host was away the last picture stands there, dark.
  const [gap] = gaps;
  expect(gaps).toHaveLength(1);
  await seek(video, ((gap?.fromMs ?? 0) + (gap?.toMs ?? 0)) / 2_000);
  expect(await quartersNow(video)).not.toContain("yellow");
  await expect(page.getByText("The picture was away once")).toBeVisible();

  await button(page, /Celadon cup/).click();
  const chapter = await video.evaluate((element) =>
    element instanceof HTMLVideoElement ? element.currentTime : 0,
  );
  const { items } = await ann.api.must(routes.listMoments, { params: params() });
  const drop = items.find(({ kind }) => kind === "drop");
  expect(Math.abs(chapter - (at(Date.parse(drop?.at ?? "")) - 1.5))).toBeLessThan(1);
  await expect(video).toHaveJSProperty("paused", false);
  await expect
    .poll(() => video.evaluate((element) => (element instanceof HTMLVideoElement ? element.currentTime : 0)))
    .toBeGreaterThan(chapter + 1);
});

test("3. its shop adds captions, which whoever watches turns on", async () => {
  const studio = creator.page;
  await studio.goto(`/studio/shows/${sale.show.id}`);
  const file = (text: string) => ({ name: "show.vtt", mimeType: "text/vtt", buffer: Buffer.from(text) });
  await studio.getByLabel("WebVTT file").setInputFiles(file("no captions"));
  await expect(studio.getByRole("alert")).toContainText("This is not a WebVTT file");
  await studio
    .getByLabel("WebVTT file")
    .setInputFiles(file("WEBVTT\n\n00:00.000 --> 59:00.000\nWelcome to the kiln\n"));
  await expect(studio.getByText("1 line", { exact: true })).toBeVisible();

  const { page } = ann;
  await page.goto(`/shows/${sale.show.id}`);
  const shown = () =>
    replayVideo(ann).evaluate((element) => {
      if (!(element instanceof HTMLVideoElement)) throw new TypeError("not a video");
      const on = [...element.textTracks].find(({ mode }) => mode === "showing");
      return [...(on?.activeCues ?? [])].map((cue) => ("text" in cue ? cue.text : ""));
    });
  const captions = button(page, "Captions");
  await expect(captions).toHaveAttribute("aria-pressed", "false");
  expect(await shown()).toEqual([]);
  await page.keyboard.press("c");
  await expect(captions).toHaveAttribute("aria-pressed", "true");
  // A browser looks which lines are due as the picture moves on.
  await page.keyboard.press("k");
  await expect.poll(shown).toEqual(["Welcome to the kiln"]);
  await captions.click();
  await expect.poll(shown).toEqual([]);
});

test("4. the show is listed as one to watch again, and its shop deletes the recording", async () => {
  const { page } = ann;
  await page.goto("/");
  await expect(page.locator(`a[href="/shows/${sale.show.id}"]`)).toContainText("Replay");
  const film = (await read()).replay?.url ?? "";
  expect((await page.request.get(film, { headers: { range: "bytes=0-99" } })).status()).toBe(206);

  const studio = creator.page;
  await studio.goto(`/studio/shows/${sale.show.id}`);
  await expect(studio.getByText("The replay is ready.")).toBeVisible();
  await expect(studio.getByText("Available until")).toBeVisible();
  await button(studio, "Delete recording").click();
  await button(studio.getByRole("alertdialog").or(studio.getByRole("dialog")), "Delete recording").click();
  await expect(studio.getByText("The recording is deleted.")).toBeVisible();
  expect((await page.request.get(film)).status()).toBe(404);
  await page.goto(`/shows/${sale.show.id}`);
  await expect(page.getByRole("heading", { name: "This show has ended" })).toBeVisible();
  await expect(replayVideo(ann)).toHaveCount(0);
});

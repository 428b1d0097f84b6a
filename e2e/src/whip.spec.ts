import type { JSHandle, Page } from "@playwright/test";
import { routes, type Show } from "@showdrop/shared";
import type { Member, Person } from "./people.ts";
import { expectCameraPicture, expectMotion, expectSound } from "./picture.ts";
import {
  canSend,
  endSession,
  openSite,
  playByWhep,
  restartIce,
  type Session,
  sendByWhip,
} from "./program.ts";
import { expect, test } from "./test.ts";
import { button, field, liveVideo } from "./verbs.ts";

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

const TITLE = "Brush and ink";

let site: Awaited<ReturnType<typeof openSite>>;
let creator: Member;
let viewer: Person;
/** Pages of another site, which speak the protocols and nothing else: one with a camera, one that plays. */
let encoder: Page;
let player: Page;
let show: Show;
let url: string;
let key: string;
let session: JSHandle<Session>;

const status = async () => (await creator.api.must(routes.readShow, { params: { showId: show.id } })).status;
const statusOf = (began: JSHandle<Session>) => began.evaluate((one) => one.status);

test.beforeAll(async ({ people }) => {
  site = await openSite();
  creator = await people.member("Mina Seo");
  viewer = await people.visitor("Ann Lee");
  const shop = await creator.api.must(routes.openShop, {
    body: { handle: "brush-and-ink", name: "Brush and ink" },
  });
  show = await creator.api.must(routes.scheduleShow, {
    params: { shopId: shop.id },
    body: { title: TITLE, startsAt: new Date(Date.now() + 3_600_000).toISOString() },
  });
  encoder = (await people.visitor("OBS", { camera: true })).page;
  player = (await people.visitor("A player")).page;
  await encoder.goto(site.url);
  await player.goto(site.url);
});
test.afterAll(async ({ people }) => {
  await people.leave();
  await site.close();
});

test("1. the studio says where a program sends to, with a key that is shown when it is wanted", async () => {
  const { page } = creator;
  await page.goto(`/studio/shows/${show.id}`);
  await button(page, "Stream with OBS").click();
  await button(page, "Make a stream key").click();
  await expect(field(page, "Bearer token")).toHaveAttribute("type", "password");
  await button(page, "Show the key").click();
  await expect(field(page, "Bearer token")).toHaveAttribute("type", "text");
  key = await field(page, "Bearer token").inputValue();
  url = await field(page, "Server").inputValue();
  expect(key).toMatch(/^sdk_[\w-]{59}$/);
  expect(new URL(url).pathname).toBe(`/whip/${show.id}`);
  await expect(page.getByText("Waiting for OBS")).toBeVisible();
  await viewer.page.goto(`/shows/${show.id}`);
});

test("2. a page that speaks nothing but the RFC goes live with it, in three layers", async () => {
  session = await sendByWhip(encoder, { url, key, codec: "video/VP8", simulcast: true });
  expect(await statusOf(session)).toBe(201);
  await expect.poll(status).toBe("live");
  await expectCameraPicture(liveVideo(viewer.page, TITLE));
  await expectSound(viewer.page);
  await expect(creator.page.getByText("OBS is sending").first()).toBeVisible();
  await expectMotion(field(creator.page, "What viewers see"));
});

test("3. a second sender and a wrong key are refused, and harm nothing", async () => {
  const second = await sendByWhip(encoder, { url, key, codec: "video/VP8" });
  expect(await statusOf(second)).toBe(409);
  const wrong = await sendByWhip(encoder, { url, key: `${key.slice(0, -2)}xx`, codec: "video/VP8" });
  expect(await statusOf(wrong)).toBe(401);
  await expectMotion(liveVideo(viewer.page, TITLE));
});

test("4. a player that speaks nothing but WHEP plays it", async () => {
  const playing = await playByWhep(player, url.replace("/whip/", "/whep/"));
  expect(await statusOf(playing)).toBe(201);
  await expectCameraPicture(player.locator("video"));
  expect(await endSession(player, playing)).toBe(200);
});

test("5. after an ICE restart the picture goes on", async () => {
  const before = await session.evaluate(({ etag }) => etag);
  const restarted = await restartIce(encoder, session);
  expect(restarted.status).toBe(200);
  expect(restarted.etag).not.toBe(before);
  await expect
    .poll(() => session.evaluate(({ connection }) => connection.iceConnectionState))
    .toMatch(/connected|completed/);
  await expectMotion(liveVideo(viewer.page, TITLE), 60);
});

test("6. who ends the session pauses the show, and resumes it by sending again, in H.264", async () => {
  expect(await endSession(encoder, session)).toBe(200);
  await expect.poll(status).toBe("paused");
  const codec = (await canSend(encoder, "video/H264")) ? "video/H264" : "video/VP8";
  test.info().annotations.push({ type: "codec", description: codec });
  session = await sendByWhip(encoder, { url, key, codec });
  expect(await statusOf(session)).toBe(201);
  await expect.poll(status).toBe("live");
  await expectCameraPicture(liveVideo(viewer.page, TITLE));
});

test("7. a key that is replaced ends what is sent with it", async () => {
  const { page } = creator;
  await button(page, "Replace the key").click();
  await page
    .getByRole("dialog", { name: "Replace the stream key?" })
    .getByRole("button", { name: "Replace the key" })
    .click();
  await expect.poll(status).toBe("paused");
  expect(await statusOf(await sendByWhip(encoder, { url, key, codec: "video/VP8" }))).toBe(401);
});

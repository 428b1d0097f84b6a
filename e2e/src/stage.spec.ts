import type { Page } from "@playwright/test";
import { type Sale, startSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import type { ColourName } from "./camera.ts";
import { drawDevices } from "./drawn-devices.ts";
import type { Member } from "./people.ts";
import { expectMotion, nameOf } from "./picture.ts";
import { expect, test } from "./test.ts";
import { button, liveVideo, say } from "./verbs.ts";

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

let host: Member;
let guest: Member;
let viewer: Page;
let sale: Sale;

test.beforeAll(async ({ people }) => {
  host = await people.member("Sora Han", { camera: true });
  guest = await people.member("Gina Moon", { camera: true });
  viewer = (await people.visitor("Ann Lee", { on: "phone" })).page;
  await drawDevices(host.context, { camera: "green", screen: "cyan" });
  await drawDevices(guest.context, { camera: "magenta", screen: "yellow" });
  sale = await startSale(host);
});
test.afterAll(({ people }) => people.leave());

/** A picture as it is seen: its colour, and its place in hundredths of the stage. */
type Seen = { colour: ColourName | "other"; x: number; y: number; width: number; height: number };

/** The pictures on a page, the largest first. */
const seen = async (page: Page): Promise<Seen[]> => {
  const tiles = await page.locator("[data-picture]").evaluateAll((elements) =>
    elements.map((tile) => {
      const video = tile.querySelector("video");
      const room = tile.parentElement?.getBoundingClientRect();
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 9;
      const pen = canvas.getContext("2d");
      if (!pen || !video || !room) throw new Error("a tile without a picture");
      pen.drawImage(video, 0, 0, 9, 9);
      const [red = 0, green = 0, blue = 0] = pen.getImageData(4, 4, 1, 1).data;
      const { left, top, width, height } = tile.getBoundingClientRect();
      const share = (part: number, of: number) => Math.round((100 * part) / of);
      return {
        rgb: [red, green, blue] as const,
        x: share(left - room.left, room.width),
        y: share(top - room.top, room.height),
        width: share(width, room.width),
        height: share(height, room.height),
      };
    }),
  );
  return tiles
    .map(({ rgb, ...place }) => ({ colour: nameOf(rgb), ...place }))
    .sort((a, b) => b.width * b.height - a.width * a.height);
};
const expectColours = (page: Page, colours: ColourName[]) =>
  expect
    .poll(async () => (await seen(page)).map(({ colour }) => colour), { message: "colours by size" })
    .toEqual(colours);
/** Sounds that arrive on a page and are not muted by their sender. */
const sounds = (page: Page) =>
  page
    .locator("audio")
    .evaluateAll(
      (all) => all.filter((one) => one instanceof HTMLAudioElement && one.srcObject !== null).length,
    );
const studioTab = (name: string) => host.page.getByRole("tab", { name }).click();

test("1. a host alone fills the viewer's phone", async () => {
  const { page } = host;
  await page.goto(`/studio/shows/${sale.show.id}`);
  await button(page, "Allow camera and microphone").click();
  await button(page, "Send from here").click();
  await expect(button(page, "End show")).toBeVisible();
  await viewer.goto(`/shows/${sale.show.id}`);
  await expectColours(viewer, ["green"]);
  expect(await seen(viewer)).toMatchObject([{ x: 0, y: 0, width: 100, height: 100 }]);
});

test("2. somebody from the chat is invited, sees themselves first, and goes on stage", async () => {
  const { page } = guest;
  await page.goto(`/shows/${sale.show.id}`);
  await say(page, "What a blue!");
  await studioTab("Stage");
  const invite = button(host.page, "Invite Gina Moon on stage");
  await invite.click();
  await expect(host.page.getByText("Invited", { exact: true })).toBeVisible();

  const sheet = page.getByRole("dialog", { name: "Sora Han invites you on stage" });
  await expect(button(sheet, "Go on stage")).toBeDisabled();
  await button(sheet, "Allow camera and microphone").click();
  await expectMotion(sheet.getByLabel("Your own picture, mirrored"), 5);
  await expectAccessible(page, "the invitation");
  // Nobody sees them before they accept.
  await expectColours(viewer, ["green"]);
  await button(sheet, "Go on stage").click();
  await expect(page.getByRole("region", { name: "You are on stage" })).toBeVisible();

  for (const each of [viewer, page, host.page]) await expectColours(each, ["green", "magenta"]);
  // The large one above the other, on a phone held upright; clear of the top bar and of the chat.
  const [large, small] = await seen(viewer);
  expect(large?.width).toBe(100);
  expect(small?.y).toBeGreaterThan((large?.y ?? 0) + (large?.height ?? 0) - 1);
  expect((small?.y ?? 0) + (small?.height ?? 0)).toBeLessThan(80);
  await expect.poll(() => sounds(viewer)).toBe(2);
  await expect.poll(() => sounds(host.page), { message: "the host hears the guest" }).toBe(1);
  await expect.poll(() => sounds(page), { message: "the guest hears the host" }).toBe(1);
});

test("3. the host picks a layout, and everybody sees it", async () => {
  const { page } = host;
  await page.getByRole("radio", { name: "Grid" }).click();
  const sizes = async () => (await seen(viewer)).map(({ width, height }) => [width, height]);
  await expect.poll(async () => new Set((await sizes()).map(String)).size, { message: "one size" }).toBe(1);
  await page.getByRole("radio", { name: "Inset" }).click();
  await expectColours(viewer, ["green", "magenta"]);
  await expect.poll(async () => (await seen(viewer))[0]?.height).toBe(100);
  expect((await seen(viewer))[1]?.width).toBeLessThan(40);
  await page.getByRole("radio", { name: "Solo" }).click();
  await expectColours(viewer, ["green"]);
  await page.getByRole("radio", { name: "Beside" }).click();
  await expectColours(viewer, ["green", "magenta"]);
  await expectAccessible(page, "the studio's stage");
});

test("4. the host mutes the guest, who alone turns the microphone on again", async () => {
  await button(host.page, "Mute Gina Moon").click();
  await expect.poll(() => sounds(viewer), { message: "the guest is silent" }).toBe(1);
  await expect(button(guest.page, "Turn the microphone on")).toBeVisible();
  await expect(button(host.page, "Muted")).toBeDisabled();
  await button(guest.page, "Turn the microphone on").click();
  await expect.poll(() => sounds(viewer)).toBe(2);
  await expect(button(host.page, "Mute Gina Moon")).toBeEnabled();
});

test("5. the guest is featured, and is the large one", async () => {
  await button(host.page, "Make Gina Moon large").first().click();
  for (const each of [viewer, guest.page, host.page]) await expectColours(each, ["magenta", "green"]);
});

test("6. a shared screen is large while it is shared, and gives way by itself", async () => {
  const { page } = host;
  await button(page, "Share your screen").click();
  await expect.poll(async () => (await seen(viewer))[0]?.colour).toBe("cyan");
  expect((await seen(viewer)).map(({ colour }) => colour).toSorted()).toEqual(["cyan", "green", "magenta"]);
  await button(page, "Stop sharing your screen").click();
  await expectColours(viewer, ["green", "magenta"]);

  // A guest's screen is large once the host says so.
  await button(guest.page, "Share your screen").click();
  await button(page, "Make Gina Moon · screen large").click();
  await expect.poll(async () => (await seen(viewer))[0]?.colour).toBe("yellow");
  await button(guest.page, "Stop sharing your screen").click();
  await expectColours(viewer, ["green", "magenta"]);
});

test("7. a guest who loads the page anew keeps the place, and goes on", async () => {
  await guest.page.reload();
  for (const each of [guest.page, viewer]) await expectColours(each, ["green", "magenta"]);
  await expectAccessible(guest.page, "a guest on stage");
});

test("8. who is taken off the stage sends no more, and watches on", async () => {
  await button(host.page, "Take Gina Moon off the stage").click();
  await button(host.page.getByRole("dialog"), "Take off").click();
  await expectColours(viewer, ["green"]);
  await expectColours(guest.page, ["green"]);
  await expect(guest.page.getByText("You are not on stage any more. You can watch on.")).toBeVisible();
  await expect(guest.page.getByRole("region", { name: "You are on stage" })).toBeHidden();
  await expectMotion(liveVideo(guest.page, sale.show.title), 5);
  const params = { showId: sale.show.id };
  const pass = await guest.api.call(routes.admitToShow, { params, body: { as: "guest" } });
  expect(pass).toMatchObject({ ok: false, error: { code: "NOT_ALLOWED" } });
});

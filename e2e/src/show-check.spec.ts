import type { Locator, Page } from "@playwright/test";
import { prepareSale } from "@showdrop/local/sample-sale.ts";
import { expectAccessible, expectContrast } from "./accessible.ts";
import { drawDevices } from "./drawn-devices.ts";
import { press } from "./keyboard.ts";
import type { Arrival, Member, People } from "./people.ts";
import { expect, test } from "./test.ts";
import { button } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

/** A creator at the studio of a show that has not begun. */
async function beforeTheShow(people: People, arrival: Arrival): Promise<Member & { path: string }> {
  const creator = await people.member("Mina Seo", arrival);
  const { show } = await prepareSale(creator);
  return { ...creator, path: `/studio/shows/${show.id}` };
}
const arrive = async (
  { page, path }: { page: Page; path: string },
  allow = "Allow camera and microphone",
) => {
  await page.goto(path);
  await button(page, allow).click();
};
/** One verdict of the check: on the page its summary, in the sheet those of picture, light and sound. */
const verdict = (page: Page | Locator, about: string): Locator => page.locator(`[data-check=${about}]`);
const theSheet = (page: Page): Locator => page.getByRole("dialog", { name: "Check before the show" });

test("a good picture is named good, sound is heard and played back, a tone plays, and the show goes live", async ({
  people,
}) => {
  const creator = await beforeTheShow(people, { camera: true });
  const { page } = creator;
  await arrive(creator);
  await press(page, button(page, "Check"));
  const sheet = theSheet(page);
  await expect(verdict(sheet, "light")).toContainText("The light is good");
  await expect(verdict(sheet, "picture")).toContainText(/640 × 360 at \d+ frames a second/);
  // The microphone's beeps are as loud as can be: they are heard, and their fault is named in both places.
  await expect(verdict(sheet, "sound")).toContainText("Move back from the microphone");
  await expect(verdict(page, "summary")).toContainText("Too loud, it crackles");
  const meter = sheet.getByRole("meter", { name: "Loudness of your microphone" });
  await expect(meter).toHaveAttribute("aria-valuetext", /^-[1-4]\d dBFS$/);
  await expectAccessible(page, "the check before a show");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectContrast(page, "the check before a show, dark");

  await press(page, button(sheet, "Record five seconds"));
  await expect(sheet.getByText("Recording: say something…")).toBeVisible();
  await expect(sheet.getByText("This is you.")).toBeVisible();
  await press(page, button(sheet, "Play it again"));
  await expect(sheet.getByText("This is you.")).toBeVisible();
  await expect(sheet.getByText(/^Played\./)).toBeVisible();
  await press(page, button(sheet, "Play a test tone"));
  await expect(sheet.getByText(/^Heard nothing\?/)).toBeVisible();
  await expect(sheet.getByRole("link", { name: "To the rehearsal's report" })).toBeVisible();

  // With the sheet open and something to mend.
  await button(page, "Go live").click();
  await expect(button(page, "End show")).toBeVisible();
  await expect(page.getByText("LIVE", { exact: true })).toBeVisible();
  await expect(sheet).toHaveCount(0);
  await expect(verdict(page, "summary")).toHaveCount(0);
});

test("a dark picture is named too dark, on a phone in Korean too, with what to do", async ({ people }) => {
  const creator = await beforeTheShow(people, { camera: "dark", on: "phone", locale: "ko-KR" });
  const { page } = creator;
  await arrive(creator, "카메라와 마이크 허용");
  const summary = verdict(page, "summary");
  await expect(summary).toContainText("너무 어둡습니다");
  await expect(summary).toContainText("앞쪽에 조명을 켜거나 창문을 향해 앉아 보세요.");
  await button(page, "점검").click();
  await expect(page.getByRole("dialog", { name: "방송 전 점검" })).toBeVisible();
  await expectAccessible(page, "the check before a show, on a phone in Korean");
});

test("with everything good it says ready, and only what lasts is announced", async ({ people }) => {
  const creator = await beforeTheShow(people, { camera: true });
  const { page, context } = creator;
  await drawDevices(context, { camera: null, screen: "cyan", sound: "spoken" });
  await arrive(creator);
  const summary = verdict(page, "summary");
  await expect(summary).toContainText("Ready");
  await expect(page.getByRole("status").filter({ has: summary })).toHaveText(
    "ReadyPicture and sound are good.",
  );
});

/** What a page is told when another window covers it, and when it is back; a driven browser covers none. */
const cover = (page: Page, covered: boolean): Promise<void> =>
  page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    covered ? "hidden" : "visible",
  );

test("a covered camera and a fan are named, the gravest first; a page that is not seen does not listen", async ({
  people,
}) => {
  const creator = await beforeTheShow(people, { camera: true });
  const { page, context } = creator;
  await drawDevices(context, { camera: "black", screen: "cyan", sound: "steady" });
  await arrive(creator);
  const summary = verdict(page, "summary");
  await expect(summary).toContainText("The camera is covered");
  await expect(summary).toContainText("Then: It is noisy");
  const meter = page.getByRole("meter", { name: "Sound level" });
  await expect(meter).toHaveAttribute("aria-valuetext", "-17 dBFS");
  await cover(page, true);
  await expect(meter).toHaveAttribute("aria-valuetext", "-60 dBFS");
  await cover(page, false);
  await expect(meter).toHaveAttribute("aria-valuetext", "-17 dBFS");
});

test("a camera that is refused is said in words, and after it is allowed everything goes on", async ({
  people,
}) => {
  const creator = await beforeTheShow(people, { camera: "refused" });
  const { page, context } = creator;
  await arrive(creator);
  await expect(page.getByRole("alert")).toContainText("The camera was refused. Allow it");
  await expect(button(page, "Go live")).toBeDisabled();
  await expectAccessible(page, "a camera that was refused");

  await context.grantPermissions(["camera", "microphone"]);
  await button(page, "Allow camera and microphone").click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await button(page, "Check").click();
  await expect(verdict(theSheet(page), "light")).toContainText("The light is good");
});

test("a camera that is unplugged is said, and tried again", async ({ people }) => {
  const creator = await beforeTheShow(people, { camera: true });
  const { page } = creator;
  await arrive(creator);
  const picture = page.getByLabel("Your own picture, mirrored", { exact: true });
  await expect(button(page, "Check")).toBeVisible();
  // What pages are told when a cable is pulled; nobody can pull one here.
  await picture.evaluate((video) => {
    if (!(video instanceof HTMLVideoElement) || !(video.srcObject instanceof MediaStream)) return;
    for (const track of video.srcObject.getVideoTracks()) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  });
  await expect(page.getByRole("alert")).toContainText("The camera was unplugged.");
  await expect(verdict(page, "summary")).toContainText("The camera is gone");
  await button(page, "Try again").click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(verdict(page, "summary")).not.toContainText("The camera is gone");
});

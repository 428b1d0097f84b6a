import { expect, type Locator, type Page } from "@playwright/test";

/** Stops on the way to something, at most: no page has more. */
const MOST_STOPS = 150;

/** Goes on with Tab, as somebody without a mouse does, until something has the focus; where it stands is seen all the way. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(target)) {
      expect(await focusShows(page), `the focus shows on ${target}`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}`);
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Whether what has the focus is drawn so: with an outline, or a shadow or border of its own. */
const focusShows = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element?.matches(":focus-visible")) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });

/** Presses a button or follows a link by keyboard alone. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Writes into a field, or chooses in a list by the first letters of what it offers. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Turns to another tab of the page's tabs, which are one stop: arrows go between them. */
export async function turnTo(page: Page, name: string): Promise<void> {
  const tabs = page.getByRole("tab");
  const target = page.getByRole("tab", { name, exact: true });
  await tabTo(page, page.getByRole("tab", { selected: true }));
  for (let turns = await tabs.count(); !(await hasFocus(target)); turns -= 1) {
    if (turns === 0) throw new Error(`arrows do not lead to ${target}`);
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Enter");
  await expect(target).toHaveAttribute("aria-selected", "true");
}

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** Before and behind what lies open beside the page: each hands the focus on in the moment it gets it, so nobody stands there. */
const FOCUS_GUARDS = "[data-base-ui-focus-guard]";

type Builder = InstanceType<typeof AxeBuilder>;

const movesLess = (page: Page): Promise<boolean> =>
  page.evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches);

/** @param page its colours are judged where they stay: nothing fades meanwhile, as a message does that came a while ago */
async function expectNoViolation(page: Page, axe: Builder, what: string): Promise<void> {
  const before = (await movesLess(page)) ? "reduce" : null;
  await page.emulateMedia({ reducedMotion: "reduce" });
  // What had set out before goes on at its own pace.
  await page.waitForFunction(
    () =>
      !document
        .getAnimations()
        .some((one) => one instanceof CSSTransition && /color|opacity/.test(one.transitionProperty)),
  );
  const { violations } = await axe.exclude(FOCUS_GUARDS).analyze();
  await page.emulateMedia({ reducedMotion: before });
  const found = violations.map(({ id, nodes }) => ({
    id,
    at: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect.soft(found, what).toEqual([]);
}

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No violation of WCAG 2.2 A or AA, grave or small. */
export const expectAccessible = (page: Page, what: string): Promise<void> =>
  expectNoViolation(page, new AxeBuilder({ page }).withTags(WCAG), what);

/** Nothing that axe minds on a whole page at rest: WCAG, and what it calls best practice, as landmarks and headings in order. */
export const expectFaultless = (page: Page, what: string): Promise<void> =>
  expectNoViolation(page, new AxeBuilder({ page }).withTags([...WCAG, "best-practice"]), what);

/** The same page in other colours: nothing but its contrast is new. */
export const expectContrast = (page: Page, what: string): Promise<void> =>
  expectNoViolation(page, new AxeBuilder({ page }).withRules(["color-contrast"]), what);

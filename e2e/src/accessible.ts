import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** Before and behind what lies open beside the page: each hands the focus on in the moment it gets it, so nobody stands there. */
const FOCUS_GUARDS = "[data-base-ui-focus-guard]";

/** No violation of WCAG 2.2 A or AA that axe calls serious or critical. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .exclude(FOCUS_GUARDS)
    .analyze();
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
  expect(grave, what).toEqual([]);
}

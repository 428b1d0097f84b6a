import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** A show is drawn with its title before it is joined. */
const LOADING = /^(Loading|불러오는 중|Joining the show…|방송에 들어가는 중…)$/;
/** What a page says in place of its content. */
const EMPTY_HANDED = /^(Please sign in|로그인해 주세요|This page stumbled|페이지에 문제가 생겼어요)$/;
export const NOTHING_HERE = /^(There is nothing here|여기에는 아무것도 없어요)$/;

/** Waits until a page has drawn what it is about, with its pictures; what only stands in for it is a failure. */
export async function settled(page: Page, empty = false): Promise<void> {
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expect(page.getByText(LOADING)).toHaveCount(0);
  await expect(page.getByText(EMPTY_HANDED)).toHaveCount(0);
  if (!empty) await expect(page.getByText(NOTHING_HERE)).toHaveCount(0);
  // Those further down the page load when they come into sight.
  await page.waitForFunction(() =>
    [...document.images].every(
      (image) => image.complete || image.getBoundingClientRect().top > window.innerHeight,
    ),
  );
}

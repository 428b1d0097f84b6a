import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { PASSWORD, type Person } from "./people.ts";

/** The cards of the simulator that the journeys pay with. */
export const cards = {
  pays: "4242 4242 4242 4242",
  declines: "4000 0000 0000 0002",
  asksTheBank: "4000 0027 6000 3184",
} as const;

export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole("button", { name, ...(typeof name === "string" ? { exact: true } : {}) });

export const field = (page: Page | Locator, label: string): Locator =>
  page.getByLabel(label, { exact: true });

/** Fills in the form of the page that is open, and ends signed in. */
export async function fillInSignUp({ page, name, email }: Person): Promise<void> {
  await field(page, "Your name").fill(name);
  await field(page, "Email").fill(email);
  await field(page, "Password").fill(PASSWORD);
  await button(page, "Create account").click();
}

/** Puts a show on the air from its page in the studio, with the camera that the browser has. */
export async function goOnAir(page: Page): Promise<void> {
  await button(page, "Allow camera and microphone").click();
  await button(page, "Go live").click();
}

/** What is sold in a show's drop, as a viewer sees it. */
export const dropCard = (page: Page, title: string): Locator =>
  page.getByRole("article").filter({ has: page.getByRole("heading", { name: title }) });

export const liveVideo = (page: Page, title: string): Locator => field(page, `Live video: ${title}`);
export const chatLog = (page: Page): Locator => page.getByRole("log", { name: "Chat messages" });

export async function say(page: Page, text: string): Promise<void> {
  await field(page, "Say something…").fill(text);
  await button(page, "Send message").click();
  await expect(field(page, "Say something…")).toHaveValue("");
}

/** One number of the studio's strip, by its name there. */
export const figure = (page: Page, name: string): Locator => page.locator(`[data-figure=${name}] dd`);

/** Buy, up to the sheet that asks where to send it. */
export async function buy(page: Page, title: string): Promise<void> {
  await button(dropCard(page, title), "Buy").click();
  await expect(page.getByRole("dialog", { name: "Delivery" })).toContainText("Held for you for");
}

/** From the address to the payment form. */
export async function fillInAddress(page: Page, name: string): Promise<void> {
  // Who keeps an address is shown it, and may want another.
  const change = button(page, "Change address");
  await expect(field(page, "Recipient").or(change)).toBeVisible();
  if (await change.isVisible()) await change.click();
  await field(page, "Recipient").fill(name);
  await field(page, "Phone").fill("+82 10 1234 5678");
  await field(page, "Country").selectOption("KR");
  await field(page, "Postal code").fill("03145");
  await field(page, "Road address").fill("12 Insadong-gil, Jongno-gu, Seoul");
  await button(page, "Continue to payment").click();
  await expect(page.getByRole("dialog", { name: "Payment" })).toBeVisible();
}

async function typeCard(page: Page, number: string): Promise<void> {
  await field(page, "Card number").fill(number);
  await field(page, "Expiry").fill("12 / 39");
  await field(page, "CVC").fill("123");
}

export async function payWith(page: Page, number: string): Promise<void> {
  await typeCard(page, number);
  await button(page, /^Pay [₩$]/).click();
}

/** In the form that keeps a card without paying. */
export async function keepCard(page: Page, number: string): Promise<void> {
  await typeCard(page, number);
  await button(page, "Save card").click();
}

/** The bank's page within ours. */
export const bankPage = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="Your bank asks you to confirm"]');

/** Answers the bank. A frame hears no press before it was painted: whoever sees nothing happen presses again. */
export async function answerBank(page: Page, name: "Complete" | "Fail"): Promise<void> {
  const answer = bankPage(page).getByRole("button", { name });
  await expect(answer).toBeVisible();
  await expect(async () => {
    if (await answer.isVisible()) await answer.click({ timeout: 2_000 });
    await expect(answer).toHaveCount(0, { timeout: 3_000 });
  }).toPass();
}

/** The thanks at the end of a checkout, with the order's number. */
export async function expectPaid(page: Page): Promise<string> {
  const sheet = page.getByRole("dialog", { name: "Thank you" });
  await expect(sheet).toContainText("It is yours!");
  const [, number] = /Order (\S+) is paid/.exec(await sheet.innerText()) ?? [];
  if (!number) throw new Error("the thanks name no order");
  return number;
}

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { readEnvironment } from "@showdrop/local/environment.ts";
import { joinTeam, offer, prepareSale, type Sale, startSale } from "@showdrop/local/sample-sale.ts";
import { newKey, PersonalData, routes } from "@showdrop/shared";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "./accessible.ts";
import { type Member, PASSWORD } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, buy, cards, expectPaid, field, fillInAddress, payWith } from "./verbs.ts";

/** A grace that a test can wait out; the page says it as it is. */
const GRACE_SECONDS = 4;
test.use({ servers: 2, serverEnv: { ERASURE_GRACE_SECONDS: `${GRACE_SECONDS}` } });

test.afterAll(({ people }) => people.leave());

/** A step of half a minute (RFC 6238), and a little. */
const STEP_MS = 30_000;

const signIn = async (page: Page, { email }: Pick<Member, "email">, password = PASSWORD) => {
  await page.goto("/sign-in");
  await field(page, "Email").fill(email);
  await field(page, "Password").fill(password);
  await button(page, "Sign in").click();
};
const giveCode = async (page: Page, code: string) => {
  await field(page, "Code").fill(code);
  await button(page, "Sign in").click();
};
const expectSignedIn = (page: Page, { name }: Pick<Member, "name">) =>
  expect(button(page, `Signed in as ${name}`)).toBeVisible();

test("a browser is signed out from another one, its open page within seconds", async ({
  people,
  platform,
}) => {
  const ann = await people.member("Ann Lee", { on: "phone" });
  // Her other device is connected to the other server.
  const { page: other } = await people.visitor("Ann's laptop");
  const origin = platform.servers[1]?.url ?? "";
  await other.goto(`${origin}/sign-in`);
  await field(other, "Email").fill(ann.email);
  await field(other, "Password").fill(PASSWORD);
  await button(other, "Sign in").click();
  await expectSignedIn(other, ann);
  await other.goto(`${origin}/account`);
  await expect(other.getByRole("heading", { name: ann.name })).toBeVisible();

  const { page } = ann;
  await page.goto("/account");
  await expectAccessible(page, "the account");
  await page.getByRole("link", { name: "Sign-in and security" }).click();
  const list = page.getByRole("list", { name: "Where you are signed in" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expect(list).toContainText("This device");
  await expectAccessible(page, "sign-in and security");
  await button(list, /^Sign out /).click();
  await expect(other.getByRole("heading", { name: "Please sign in" })).toBeVisible();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expectSignedIn(page, ann);

  await button(page, "Change password").click();
  await field(page, "Present password").fill("not my password");
  await field(page, "New password").fill("eight loud lanterns");
  await button(page, "Change password").click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await field(page, "Present password").fill(PASSWORD);
  await button(page, "Change password").click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await signIn(other, ann);
  await expect(other.getByText("The email or the password is not right.")).toBeVisible();
  await signIn(other, ann, "eight loud lanterns");
  await expectSignedIn(other, ann);
});

test("the language is chosen once, and is there on the next device", async ({ people }) => {
  const mina = await people.member("Mina Seo", { on: "phone" });
  await mina.page.goto("/account/profile");
  await field(mina.page, "Language").selectOption("ko");
  await expect(mina.page.getByRole("heading", { name: "프로필" })).toBeVisible();
  await expect.poll(async () => (await mina.api.must(routes.readMe, {})).me?.locale).toBe("ko");
  const { page: other } = await people.visitor("Mina's laptop", { locale: "en-US" });
  await signIn(other, mina);
  await expect(button(other, `${mina.name} 님으로 로그인됨`)).toBeVisible();
});

test("with a second factor, signing in asks for a code, takes each once, and knows recovery codes", async ({
  people,
}) => {
  test.setTimeout(150_000);
  const bob = await people.member("Bob Kim", { on: "phone" });
  const { page } = bob;
  await page.goto("/account/security");
  await button(page, "Turn on").click();
  const dialog = page.getByRole("dialog", { name: "Second factor" });
  await field(dialog, "Present password").fill(PASSWORD);
  await button(dialog, "Continue").click();
  await expect(dialog.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  const app = new TOTP({ secret: Secret.fromBase32((await dialog.locator("code").innerText()).trim()) });
  const first = app.generate();
  await field(dialog, "Code").fill(first);
  await button(dialog, "Turn on").click();
  const shown = page.getByRole("dialog", { name: "Your recovery codes" });
  await expect(shown.getByRole("listitem")).toHaveCount(10);
  const [recovery = ""] = await shown.getByRole("listitem").allInnerTexts();
  await expectAccessible(page, "the recovery codes");
  await button(shown, "I have kept them").click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  const { page: other } = await people.visitor("Bob's laptop");
  await signIn(other, bob);
  await expect(other.getByText("One more step")).toBeVisible();
  await expectAccessible(other, "the second step of signing in");
  // The code that turned it on was used by that.
  await giveCode(other, first);
  await expect(other.getByText("This code is not right, or was used already.")).toBeVisible();
  await giveCode(other, "ABCD-EFGH-IJKL-MNOP");
  await expect(other.getByText("This code is not right, or was used already.")).toBeVisible();
  // Codes of the next step are understood already: phones' clocks are off.
  await giveCode(other, app.generate({ timestamp: Date.now() + STEP_MS }));
  await expectSignedIn(other, bob);

  await other.context().clearCookies();
  await signIn(other, bob);
  await giveCode(other, recovery.trim());
  await expectSignedIn(other, bob);
  await other.context().clearCookies();
  await signIn(other, bob);
  await giveCode(other, recovery.trim());
  await expect(other.getByText("This code is not right, or was used already.")).toBeVisible();
});

const buyOne = async (member: Member, sale: Sale): Promise<string> => {
  const { page } = member;
  await page.goto(`/shows/${sale.show.id}`);
  await buy(page, sale.product.title);
  await fillInAddress(page, member.name);
  await payWith(page, cards.pays);
  return expectPaid(page);
};

test("a copy of my data has my order and nobody else's; deleting my account can be called off, and then is for good", async ({
  people,
}) => {
  test.setTimeout(180_000);
  const host = await people.member("Clay Host");
  const sale = await startSale(host);
  await offer(host, sale, { quantity: 5 });
  const [cas, dan] = [await people.member("Cas Park"), await people.member("Dan Choi")];
  const mine = await buyOne(cas, sale);
  const theirs = await buyOne(dan, sale);
  const { page } = cas;

  await page.goto("/account/data");
  // What the shop still has to send keeps the account.
  await expect(page.getByText("An order of yours is still on its way.")).toBeVisible();
  await expect(button(page, "Delete my account")).toBeDisabled();
  await expectAccessible(page, "the page of my data");
  await button(page, "Download my data").click();
  await field(page, "Present password").fill(PASSWORD);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Download my data").click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const data = PersonalData.parse(JSON.parse(text));
  expect(data.orders.map(({ number }) => number)).toEqual([mine]);
  expect(data.orders[0]?.address?.line1).toBe("12 Insadong-gil, Jongno-gu, Seoul");
  expect(text).not.toContain(theirs);
  expect(text).not.toContain(dan.email);

  const { items } = await host.api.must(routes.listShopOrders, {
    params: { shopId: sale.shop.id },
    query: { limit: 50 },
  });
  const params = { orderId: items.find(({ number }) => number === mine)?.id ?? "" };
  const packed = await host.api.must(routes.packOrder, { params, body: {}, idempotencyKey: newKey() });
  await host.api.must(routes.shipShipment, {
    params: { ...params, shipmentId: packed.shipments[0]?.id ?? "" },
    body: { carrier: "cj", trackingNumber: "640012345678" },
  });

  const leave = async () => {
    await page.goto("/account/data");
    await expect(page.getByText(`after ${GRACE_SECONDS} seconds your account is erased`)).toBeVisible();
    await expect(page.getByText("1 order, without your name, email, phone and address")).toBeVisible();
    await button(page, "Delete my account").click();
    const dialog = page.getByRole("dialog", { name: "Delete your account?" });
    await field(dialog, "Present password").fill(PASSWORD);
    await button(dialog, "Delete my account").click();
    await expect(page.getByText(/Your account will be deleted/)).toBeVisible();
    await expect(button(page, `Signed in as ${cas.name}`)).toBeHidden();
  };
  await leave();
  await signIn(page, cas);
  await expect(page.getByText("Good to have you back. Your account is not deleted.")).toBeVisible();
  await expectSignedIn(page, cas);

  await leave();
  await expect(async () => {
    const order = await host.api.must(routes.readOrder, { params });
    expect(JSON.stringify(order)).not.toContain("Insadong");
    expect(JSON.stringify(order)).not.toContain(cas.email);
  }).toPass({ timeout: 60_000 });
  await signIn(page, cas);
  await expect(page.getByText("The email or the password is not right.")).toBeVisible();
});

test("an owner hands the shop over to a manager, sees it go, and is free to delete the account", async ({
  people,
}) => {
  const owner = await people.member("Mina Seo");
  const sale = await prepareSale(owner);
  const manager = await people.member("Ann Lee");
  await joinTeam(owner, sale, manager, "manager");
  const { page } = owner;
  await page.goto("/account/data");
  await expect(page.getByText("You own a shop. Hand it over to somebody of its team first.")).toBeVisible();

  await manager.page.goto("/studio/team");
  await expect(manager.page.getByText("Only the shop's owner changes the team.")).toBeVisible();
  await page.goto("/studio/team");
  await button(page, "Hand over").click();
  const dialog = page.getByRole("dialog", { name: "Hand the shop over to Ann Lee?" });
  await expectAccessible(page, "handing a shop over");
  await field(dialog, "Present password").fill("not the password");
  await button(dialog, "Hand over").click();
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  await field(dialog, "Present password").fill(PASSWORD);
  await button(dialog, "Hand over").click();
  await expect(dialog).toBeHidden();
  // Both pages know at once who decides now.
  await expect(page.getByText("Only the shop's owner changes the team.")).toBeVisible();
  await expect(manager.page.getByText("Invite somebody")).toBeVisible();

  await page.goto("/account/data");
  await expect(button(page, "Delete my account")).toBeEnabled();
});

/** What only the server's own machine can do: naming an operator. */
const nameOperator = async (dataDir: string, email: string): Promise<void> => {
  const tool = new URL("../../server/src/tools/operators.ts", import.meta.url).pathname;
  await promisify(execFile)(process.execPath, [tool, "add", email], {
    env: { ...process.env, ...(await readEnvironment(dataDir)) },
  });
};

test("an operator sees what is on, ends a show, and suspends somebody, who is cut off at once; the log has it", async ({
  people,
  house,
}) => {
  const host = await people.member("Clay Host");
  const sale = await startSale(host);
  const rude = await people.member("Rude Guest", { on: "phone" });
  const night = await people.member("Night Watch");
  const { page } = night;
  await page.goto("/operate");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await nameOperator(house.dataDir, night.email);
  await page.goto("/operate");
  await expect(page.getByRole("heading", { name: "Operate" })).toBeVisible();
  await expectAccessible(page, "the operator's overview");

  await page.getByRole("link", { name: "Media nodes", exact: true }).click();
  await expect(page.getByRole("list", { name: "Media nodes" })).toContainText("media-1");
  await expectAccessible(page, "the media nodes");
  await page.getByRole("link", { name: "On the air" }).click();
  const row = page.getByRole("listitem").filter({ hasText: sale.shop.handle });
  await expect(row).toContainText(sale.show.title);
  await button(row, "End the show").click();
  const ending = page.getByRole("dialog", { name: `End “${sale.show.title}”?` });
  await button(ending, "End the show").click();
  await expect(ending.getByText("Please say why.")).toBeVisible();
  await field(ending, "Reason").fill("Sells what may not be sold");
  await button(ending, "End the show").click();
  await expect(row).toBeHidden();

  await rude.page.goto("/account");
  await expect(rude.page.getByRole("heading", { name: rude.name })).toBeVisible();
  await page.getByRole("link", { name: "Accounts", exact: true }).click();
  await field(page, "Name or email").fill(rude.email);
  await page.getByRole("link", { name: new RegExp(rude.name) }).click();
  await expect(page.getByRole("heading", { name: rude.name })).toBeVisible();
  await expectAccessible(page, "one account");
  await button(page, "Suspend").click();
  const suspending = page.getByRole("dialog", { name: "Suspend this account?" });
  await field(suspending, "Reason").fill("Threatened the host");
  await button(suspending, "Suspend").click();
  await expect(rude.page.getByRole("heading", { name: "Please sign in" })).toBeVisible();
  await expect(page.getByText(/Suspended .*: Threatened the host/)).toBeVisible();
  await signIn(rude.page, rude);
  await expect(rude.page.getByText("This account is suspended.")).toBeVisible();

  await page.getByRole("link", { name: "Audit log" }).click();
  const log = page.getByRole("list", { name: "Audit log" });
  await field(page, "Action").fill("account:suspend");
  await expect(log.getByRole("listitem")).toHaveCount(1);
  await expect(log).toContainText("Threatened the host");
  await expect(log).toContainText(night.name);
  await field(page, "Action").fill("show");
  await expect(log).toContainText("Sells what may not be sold");
  await expectAccessible(page, "the audit log");
});

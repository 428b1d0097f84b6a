import type { Page } from "@playwright/test";
import { readMails } from "@showdrop/local/mailbox/read-mails.ts";
import { offer, prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import type { Member } from "./people.ts";
import { deliver, type PushService, shownMessages, startPushService } from "./push-service.ts";
import { expect, test } from "./test.ts";
import { button, dropCard, field } from "./verbs.ts";

test.use({ servers: 2, serverEnv: { PUSH_PRIVATE_ADDRESSES: "true" } });
// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

let host: Member;
let ann: Member;
/** Ann's second tab, on the other server. */
let tab: Page;
let sale: Sale;
let push: PushService;

test.beforeAll(async ({ people, platform }) => {
  push = await startPushService();
  host = await people.member("Mina Seo");
  ann = await people.member("Ann Lee", { on: "phone" });
  sale = await prepareSale(host);
  await push.serve(
    ann.context,
    platform.servers.map(({ url }) => url),
  );
  tab = await ann.context.newPage();
  await tab.goto(`${platform.servers[1]?.url}/@${sale.shop.handle}`);
});
test.afterAll(async ({ people }) => {
  await people.leave();
  await push.stop();
});

const bell = (page: Page) => button(page, /^Notifications/);
/** What stands in the mailbox for somebody, newest first. */
const mailsTo = async (mailbox: string | undefined, { email: address }: Member) => {
  const mails = await readMails(mailbox ?? "");
  return mails
    .filter(({ email }) => email.to?.some((to) => to.address === address))
    .map(({ email }) => email);
};

test("a shop is followed on every tab; the browser is asked only after a tap on plain words", async () => {
  const { page } = ann;
  const { shop } = sale;
  await host.page.goto(`/@${shop.handle}`);
  await expect(host.page.getByText("0 followers")).toBeVisible();
  await page.goto(`/@${shop.handle}`);
  await button(page, `Follow ${shop.name}`).click();
  const question = page.getByRole("dialog", { name: "Shall this browser tell you?" });
  await expect(question).toContainText("Your browser asks you once more");
  await expect(button(tab, `Stop following ${shop.name}`)).toHaveText("Following");
  await expect(host.page.getByText("1 follower")).toBeVisible({ timeout: 30_000 });
  // The question stands, and nothing was done about it.
  const devices = async () => (await ann.api.must(routes.listDevices, {})).items.length;
  expect(await devices()).toBe(0);
  await button(question, "Yes, tell me").click();
  await expect(page.getByText("This browser gets push messages.")).toBeVisible();
  expect(await devices()).toBe(1);

  await button(tab, `Stop following ${shop.name}`).click();
  await expect(button(page, `Follow ${shop.name}`)).toHaveText("Follow");
  await button(page, `Follow ${shop.name}`).click();
  await expect(button(page, `Stop following ${shop.name}`)).toHaveText("Following");
  // It is asked once.
  await expect(question).toBeHidden();
});

test("what is sent, and when, is chosen in the settings", async () => {
  const { page } = ann;
  await button(page, `Signed in as ${ann.name}`).click();
  await page.getByRole("menuitem", { name: "Account" }).press("Enter");
  await page.getByRole("link", { name: "Notification settings" }).click();
  await expect(page.getByText("this browser", { exact: true })).toBeVisible();
  await expect(field(page, "Time zone")).toHaveValue("Asia/Seoul");
  await expect(field(page, "From")).toHaveValue("21:00");
  await field(page, "A shop I follow goes live: Email").check();
  await field(page, "A drop I wait for opens: Email").check();
  await field(page, "Send me nothing in quiet hours").uncheck();
  await field(page, "At most so many a day").fill("0");
  await button(page, "Save").click();
  await expect(page.getByText("At least one a day")).toBeVisible();
  await field(page, "At most so many a day").fill("20");
  await button(page, "Save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(field(page, "A shop I follow goes live: Email")).toBeChecked();
  await expect(field(page, "At most so many a day")).toHaveValue("20");
  await expectAccessible(page, "the notification settings");
});

test("a drop is wished for and a show is saved, from the page before it begins and from its card", async () => {
  const { page } = ann;
  const { show } = sale;
  await offer(host, sale, {
    quantity: 5,
    opensAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await page.goto(`/@${sale.shop.handle}`);
  await button(page, `Remind me of ${show.title}`).click();
  await expect(button(page, `No reminder of ${show.title}`)).toBeVisible();
  await page.goto(`/shows/${show.id}`);
  await expect(button(page, `No reminder of ${show.title}`)).toHaveText("Reminder set");
  await button(page, `No reminder of ${show.title}`).click();
  await expect(button(page, `Remind me of ${show.title}`)).toHaveText("Remind me");
  await button(page, "Products and drops").click();
  await button(dropCard(page, sale.product.title), `Tell me when ${sale.product.title} opens`).click();
  await expect(button(page, `Do not tell me when ${sale.product.title} opens`).first()).toBeVisible();
});

test("when the show begins, the bell rings on every tab, the device is told and a mail is sent, once each", async ({
  platform,
}) => {
  const { page } = ann;
  const { show, shop } = sale;
  await page.goto("/");
  await tab.goto(`${platform.servers[1]?.url}/`);
  await host.api.must(routes.startShow, { params: { showId: show.id } });
  for (const each of [page, tab]) await expect(button(each, "Notifications, 1 unread")).toBeVisible();

  await expect.poll(() => push.received).toMatchObject([{ title: `${shop.name} is live`, body: show.title }]);
  await expect
    .poll(() => mailsTo(platform.mail.url, ann))
    .toMatchObject([{ subject: `${shop.name} is live: ${show.title}` }]);

  const [message] = push.received;
  if (!message) throw new Error("a message came");
  await deliver(page, message);
  await deliver(page, message);
  // The second copy took the first one's place.
  await expect
    .poll(() => shownMessages(page))
    .toEqual([
      {
        ...{ title: message.title, body: message.body, tag: message.tag, lang: "en" },
        path: `/shows/${show.id}?from=notification`,
      },
    ]);

  await bell(page).click();
  const list = page.getByRole("dialog", { name: "Notifications" });
  await expect(list.getByRole("link")).toHaveCount(1);
  await expect(list).toContainText(`${shop.name} is live`);
  await expectAccessible(page, "the list of notifications");
  await list.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/shows/${show.id}\\?from=notification$`));
  await expect(button(tab, "Notifications")).toBeVisible();
});

test("over the video the shop can be followed too, and a wished drop tells of itself", async ({
  platform,
}) => {
  const { page } = ann;
  const { shop, product, show } = sale;
  await expect(button(page, `Stop following ${shop.name}`)).toBeVisible();
  await button(page, `Stop following ${shop.name}`).click();
  await expect(button(page, `Follow ${shop.name}`)).toBeVisible();
  await tab.goto(`${platform.servers[1]?.url}/@${shop.handle}`);
  await button(tab, `Follow ${shop.name}`).click();
  await expect(button(page, `Stop following ${shop.name}`)).toBeVisible();

  const { items } = await host.api.must(routes.listDrops, { params: { showId: show.id } });
  await host.api.must(routes.openDrop, { params: { dropId: items[0]?.id ?? "" } });
  await expect(button(tab, "Notifications, 1 unread")).toBeVisible();
  await bell(tab).click();
  await expect(tab.getByRole("dialog", { name: "Notifications" })).toContainText(
    `Open now: ${product.title}`,
  );
  await expect.poll(() => push.received.map(({ title }) => title)).toContain("A drop you wished for is open");
  expect(push.received).toHaveLength(2);
  await expect
    .poll(async () => (await mailsTo(platform.mail.url, ann)).map(({ subject }) => subject))
    .toEqual([`Open now: ${product.title}, Small`, `${shop.name} is live: ${show.title}`]);
});

test("the link in a mail ends such mails for somebody who is not signed in", async ({ people, platform }) => {
  const [mail] = await mailsTo(platform.mail.url, ann);
  const [link = ""] = /http\S+\/unsubscribe\/\S+/.exec(mail?.text ?? "") ?? [];
  const { page } = await people.visitor("Somebody with the mail", { on: "phone" });
  await page.goto(link);
  await expect(page.getByText("Get no more emails about drops that you wait for?")).toBeVisible();
  await expectAccessible(page, "the unsubscribe page");
  await button(page, "Unsubscribe").click();
  await expect(page.getByText("Done. You get no more of these emails.")).toBeVisible();
  const { email } = await ann.api.must(routes.readPreferences, {});
  expect(email).toMatchObject({ shopLive: true, wishedDrop: false });
  await button(page, "No email notifications at all").click();
  await expect(page.getByText("Done. You get no more email notifications.")).toBeVisible();
  await page.goto(link.slice(0, -3));
  await expect(page.getByRole("heading", { name: "This link is not right" })).toBeVisible();
  // What was sent can be read at home.
  await page.goto(platform.mail.url ?? "");
  await page.getByRole("link", { name: /Open now/ }).click();
  await expect(page.frameLocator("iframe").getByRole("link", { name: "Watch now" })).toBeVisible();
});

test("a visitor who follows signs in first and comes back", async ({ people }) => {
  const { page } = await people.visitor("Passer-by");
  await page.goto(`/@${sale.shop.handle}`);
  await button(page, `Follow ${sale.shop.name}`).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

import type { Page } from "@playwright/test";
import { openHub } from "@showdrop/local/hub-client.ts";
import type { Platform } from "@showdrop/local/platform.ts";
import { joinTeam, startSale } from "@showdrop/local/sample-sale.ts";
import { calmAutomod, newKey, routes } from "@showdrop/shared";
import type { People } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, chatLog, field, say } from "./verbs.ts";

test.use({ servers: 2 });
test.describe.configure({ timeout: 180_000 });
test.afterEach(({ people }) => people.leave());

/** A page as the second server gives it; its hub is that server's. */
const onSecond = ({ servers }: Platform, path: string): string => new URL(path, servers[1]?.url).href;

/** Does something with a line of Eve's. */
const choose = async (page: Page, text: string, act: string) => {
  const line = chatLog(page).getByRole("listitem").filter({ hasText: text });
  await line.hover();
  await button(line, /essage of Eve/).click();
  await page.getByRole("menuitem", { name: act }).click();
};

/** A live show with a moderator in the mod view at the first server, and a viewer at each. */
const gather = async (people: People, platform: Platform) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const jun = await people.member("Jun");
  await joinTeam(creator, sale, jun, "moderator");
  const [ann, eve] = [await people.member("Ann Lee", { on: "phone" }), await people.member("Eve")];
  const path = `/shows/${sale.show.id}`;
  await jun.page.goto(`/studio${path}/moderate`);
  await expect(button(jun.page, "Shield on")).toBeVisible();
  await ann.page.goto(path);
  await eve.page.goto(onSecond(platform, path));
  await expect(chatLog(eve.page)).toBeVisible();
  return { creator, sale, jun, ann, eve };
};

test("a line that AutoMod holds waits for the team; slow mode counts down and keeps the text; frozen means the team alone", async ({
  people,
  platform,
}) => {
  const { creator, sale, jun, ann, eve } = await gather(people, platform);
  await creator.api.must(routes.setAutomod, {
    params: { shopId: sale.shop.id },
    body: { ...calmAutomod, words: { hold: ["바보"], refuse: [], allow: [] } },
  });
  await say(eve.page, "이 ㅂ ㅏ ㅂ ㅗ");
  await expect(chatLog(eve.page)).toContainText("Waiting for review");
  const queue = jun.page.getByRole("region", { name: "Waiting for review" });
  await expect(queue).toContainText("이 ㅂ ㅏ ㅂ ㅗ");
  await expect(queue).toContainText("Word list: 바보");
  await say(ann.page, "hello there");
  await expect(chatLog(eve.page)).toContainText("hello there");
  await expect(chatLog(ann.page)).not.toContainText("ㅂ ㅏ");
  await button(queue, "Post what Eve wrote").click();
  await expect(chatLog(ann.page)).toContainText("이 ㅂ ㅏ ㅂ ㅗ");
  await expect(chatLog(eve.page)).not.toContainText("Waiting for review");
  await expect(queue).toContainText("Nothing waits.");
  await say(eve.page, "아직도 ㅂ ㅏ ㅂ ㅗ");
  await expect(queue).toContainText("아직도");
  await jun.page.keyboard.press("a");
  await expect(chatLog(ann.page)).toContainText("아직도");
  await expect(queue).toContainText("Nothing waits.");

  await button(jun.page, "Chat rules").click();
  await field(jun.page, "Slow mode").selectOption({ label: "120 s" });
  const rules = eve.page.getByRole("region", { name: "Rules of this chat now" });
  await expect(rules).toContainText("Slow mode: one message every 120 s.");
  await say(eve.page, "the one that I may");
  await expect(rules).toContainText(/You can write again in \d+ s\./);
  await field(eve.page, "Say something…").fill("the one that comes too soon");
  await button(eve.page, "Send message").click();
  await expect(field(eve.page, "Say something…")).toHaveValue("the one that comes too soon");
  await field(jun.page, "Slow mode").selectOption({ label: "Off" });
  await expect(rules).toBeHidden();
  await expect(eve.page.getByText("one message at a time")).toBeHidden();
  await field(jun.page, "Chat frozen: only the team writes").check();
  await expect(rules).toContainText("The chat rests for a moment.");
});

test("a raid of fifty fresh accounts in fifteen seconds ends when the moderator turns Shield on, once", async ({
  people,
  platform,
}) => {
  const { sale, jun, ann, eve } = await gather(people, platform);
  const showId = sale.show.id;
  const urls = platform.servers.map(({ url }) => url);
  const accounts = await Promise.all(Array.from({ length: 50 }, (_, i) => people.caller(`Raider ${i}`)));
  const hubs = accounts.map((api, i) => openHub(urls[i % urls.length] ?? "", api.cookies, {}));
  await Promise.all(hubs.map((hub) => hub.connected()));
  const raid = (i: number, words: string) =>
    hubs[i]?.request("chat:post", { showId, text: `${words} number ${i}`, key: newKey() });

  const at = Date.now();
  // The first dozen say nearly the same: from the sixth on it waits, and the team is asked.
  for (let i = 0; i < 12; i++) await raid(i, "come and get your free gifts at my channel");
  await expect(jun.page.getByText("This looks like a raid.")).toBeVisible();
  await button(jun.page, "Turn Shield on").click();
  await expect(button(jun.page, "Shield off")).toBeVisible();
  for (const { page } of [ann, eve])
    await expect(page.getByRole("region", { name: "Rules of this chat now" })).toContainText(
      "The team has made the chat stricter for a while.",
    );

  // The rest comes with words of its own, at both servers, within seconds.
  const answers = await Promise.all(hubs.map((_, i) => raid(i, `after the tap ${i * 7919}`)));
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, error: { code: "ACCOUNT_TOO_NEW" } });
  const took = Date.now() - at;
  console.log(`      raid: fifty accounts within ${took} ms`);
  expect(took).toBeLessThan(15_000);
  for (const { page } of [ann, eve]) {
    await expect(chatLog(page)).toContainText("free gifts at my channel number 0");
    await expect(chatLog(page)).not.toContainText("after the tap");
    await expect(chatLog(page)).not.toContainText("number 9");
  }
  const log = await jun.api.must(routes.listModerationLog, { params: { shopId: sale.shop.id } });
  const acts = log.items.filter(({ actor }) => actor?.id === jun.id).map(({ action }) => action);
  // Jun's own joining is the other entry.
  expect(acts).toEqual(["chat:shield-on", "member:add"]);
  for (const hub of hubs) hub.close();
});

test("followers, buyers, no links: each rule is said, keeps the unsent text, and lets those in who meet it", async ({
  people,
  platform,
}) => {
  const { sale, jun, ann, eve } = await gather(people, platform);
  const input = field(eve.page, "Say something…");
  const rules = eve.page.getByRole("region", { name: "Rules of this chat now" });
  const tryTo = async (text: string, why: string) => {
    await input.fill(text);
    await button(eve.page, "Send message").click();
    await expect(eve.page.getByText(why)).toBeVisible();
    await expect(input).toHaveValue(text);
  };
  await button(jun.page, "Chat rules").click();
  await field(jun.page, "Followers only").selectOption({ label: "Any follower" });
  await expect(rules).toContainText("For followers of this shop.");
  await tryTo("not yet a follower", "Only followers of this shop write here now.");
  await button(eve.page, /^Follow /)
    .first()
    .click();
  await button(eve.page.getByRole("dialog"), "Not now").click();
  await expect(button(eve.page, /^Stop following /).first()).toBeVisible();
  await button(eve.page, "Send message").click();
  await expect(chatLog(ann.page)).toContainText("not yet a follower");
  await field(jun.page, "Followers only").selectOption({ label: "Off" });

  await field(jun.page, "Links allowed").uncheck();
  await expect(rules).toContainText("No links.");
  await tryTo("look at free-gifts.example.com", "Links cannot be posted here now.");
  await field(jun.page, "Links allowed").check();

  await field(jun.page, "Only those who have bought here").check();
  await expect(rules).toContainText("For those who have bought here.");
  await tryTo("I have bought nothing", "Only those who have bought here write now.");
  const log = await jun.api.must(routes.listModerationLog, { params: { shopId: sale.shop.id } });
  expect(log.items.filter(({ action }) => action === "chat:modes").length).toBeGreaterThanOrEqual(5);
});

test("viewers report a line, and the team deals with it; whoever is shadow-muted is seen by the team alone, until that ends", async ({
  people,
  platform,
}) => {
  const { sale, jun, ann, eve } = await gather(people, platform);
  const bob = await people.member("Bob Kim");
  const path = `/shows/${sale.show.id}`;
  await bob.page.goto(path);
  await say(eve.page, "buy followers from me");
  await choose(bob.page, "buy followers from me", "Report");
  await field(bob.page, "What is wrong with it?").selectOption({ label: "Spam" });
  await button(bob.page.getByRole("dialog"), "Report").click();
  await expect(bob.page.getByText("Thank you. The team will look at it.")).toBeVisible();
  const reports = jun.page.getByRole("region", { name: "Reported by viewers" });
  await expect(reports).toContainText("buy followers from me");
  await expect(reports).not.toContainText("Bob");
  await button(reports, "What Eve wrote was dealt with").click();
  await expect(reports).toContainText("Nothing was reported.");

  await jun.page.goto(path);
  await choose(jun.page, "buy followers from me", "Shadow-mute Eve");
  await expect(jun.page.getByText("What Eve writes is now seen by them and the team alone.")).toBeVisible();
  await say(eve.page, "does anybody read me");
  await expect(chatLog(jun.page)).toContainText("does anybody read me");
  await say(ann.page, "a line that comes after it");
  await expect(chatLog(eve.page)).toContainText("a line that comes after it");
  await expect(chatLog(eve.page)).toContainText("does anybody read me");
  await expect(chatLog(eve.page)).not.toContainText("Seen by them and the team alone");
  await expect(chatLog(ann.page)).not.toContainText("does anybody read me");

  await jun.page.goto("/studio/moderation");
  await button(jun.page, "Let everybody see what Eve writes again").click();
  await expect(jun.page.getByText("Everybody sees again what Eve writes.")).toBeVisible();
  await expect(jun.page.getByText("Shadow-muted people")).toBeHidden();
  await say(eve.page, "and now?");
  await expect(chatLog(ann.page)).toContainText("and now?");
});

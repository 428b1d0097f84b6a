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

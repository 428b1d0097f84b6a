import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Product, routes, type Shop, type Show } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRecordingStore } from "../recordings/recordings.store.ts";
import { createShowStore } from "../shows/shows.store.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { sampleManifest } from "../testing/recordings.ts";

let server: TestServer;
let clientDir: string;
let owner: Client;
let shop: Shop;
let show: Show;
let cup: Product;

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const schedule = (title: string, more: object = {}) =>
  owner.must(routes.scheduleShow, {
    params: { shopId: shop.id },
    body: { title, startsAt: soon(), ...more },
  });
const addProduct = (title: string, more: object = {}) =>
  owner.must(routes.createProduct, {
    params: { shopId: shop.id },
    body: {
      ...{ title, currency: "USD", ...more },
      variants: [{ name: "Grey", price: { amount: 1250, currency: "USD" }, stock: 3 }],
    },
  });
const search = (q: string) => server.visitor().must(routes.search, { query: { q } });

beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "showdrop-client-"));
  const page = "<head><!-- about --><title>Showdrop</title><!-- /about --></head><body></body>";
  await writeFile(join(clientDir, "index.html"), page);
  await writeFile(join(clientDir, "show.html"), page);
  server = await startTestServer({ env: { CLIENT_DIR: clientDir } });
  owner = await server.person("owner");
  shop = await owner.must(routes.openShop, {
    body: { handle: "kiln", name: "달빛 Kiln & Co", about: "Things for tea" },
  });
  show = await schedule("Moon jar evening · 달항아리", { category: "crafts" });
  cup = await addProduct("Celadon Cup · 청자 잔", { description: 'It says "<b>tea</b></script>"' });
});
afterAll(async () => {
  await server.stop();
  await rm(clientDir, { recursive: true });
});

test("a search finds in both languages, by parts of words and whatever the spacing, width and case", async () => {
  for (const q of [
    "celadon",
    "CELA",
    "ｃｅｌａｄｏｎ cup",
    "celadoncup",
    "adon",
    "청자",
    "청자잔",
    "청ㅈ",
    "잔 청자",
  ]) {
    const { products } = await search(q);
    expect([q, products.items.map(({ product }) => product.id), products.count]).toEqual([q, [cup.id], 1]);
  }
  expect((await search("moonjar")).shows.items.map(({ id }) => id)).toEqual([show.id]);
  expect((await search("항아리")).shows.items.map(({ id }) => id)).toEqual([show.id]);
  for (const q of ["달빛", "kiln", "things for tea"])
    expect((await search(q)).shops.items.map(({ id }) => id)).toEqual([shop.id]);
  const { shows, shops, products, near } = await search("nothing of the kind");
  expect([shows, shops, products]).toEqual(Array(3).fill({ items: [], count: 0, more: false }));
  expect(near).toBe(false);
});

test("what was typed with a slip finds what comes close, and says so", async () => {
  for (const q of ["celadn", "cealdon cup", "celladon", "청저 잔"]) {
    const { products, near } = await search(q);
    expect([q, products.items.map(({ product }) => product.id), near]).toEqual([q, [cup.id], true]);
  }
  expect((await search("celadon")).near).toBe(false);
});

test("of shows that only their text answers for, the one that is on comes first", async () => {
  const description = "Porcelain under clouds";
  const live = await schedule("On now", { description });
  const nearer = await schedule("Porcelin and clods", { description });
  const shows = createShowStore(server.db);
  await shows.move(live.id, ["scheduled"], "live", new Date());
  const { items } = (await search("porcelain clouds")).shows;
  expect(items.map(({ id }) => id)).toEqual([live.id, nearer.id]);
  await shows.move(live.id, ["live"], "ended", new Date());
});

test("what is renamed is found by its new name; what is archived or cancelled is not found", async () => {
  const vase = await addProduct("Branch vase");
  await owner.must(routes.editProduct, { params: { productId: vase.id }, body: { title: "Twig holder" } });
  expect((await search("branch vase")).products.count).toBe(0);
  expect((await search("twig")).products.items[0]?.product.id).toBe(vase.id);
  await owner.must(routes.editProduct, { params: { productId: vase.id }, body: { archived: true } });
  expect((await search("twig")).products.count).toBe(0);
  const off = await schedule("Porcelain lottery");
  expect((await search("lottery")).shows.count).toBe(1);
  await owner.must(routes.cancelShow, { params: { showId: off.id } });
  expect((await search("lottery")).shows.count).toBe(0);
});

test("home puts what is followed first and says why, and keeps to a category", async () => {
  const fan = await server.person("fan");
  await schedule("Sooner, of a stranger", { startsAt: new Date(Date.now() + 600_000).toISOString() });
  await fan.must(routes.follow, { params: { kind: "show", id: show.id }, body: {} });
  const { soon: mine } = await fan.must(routes.readHome, {});
  expect(mine[0]).toMatchObject({ show: { id: show.id }, why: [{ kind: "saved" }, { kind: "starts" }] });
  const { soon: all } = await server.visitor().must(routes.readHome, {});
  expect(all[0]?.show.id).not.toBe(show.id);
  expect(all[0]?.why).toEqual([{ kind: "starts", at: all[0]?.show.startsAt }]);
  const crafts = await server.visitor().must(routes.readHome, { query: { category: "crafts" } });
  expect(crafts.soon.map((one) => one.show.id)).toEqual([show.id]);
  const food = await server.visitor().must(routes.readHome, { query: { category: "food" } });
  expect(food).toEqual({ live: [], soon: [], replays: [], clips: [] });
});

test("a clip is a part of its show's replay, and goes with it", async () => {
  const cut = (fromMs: number, toMs: number) =>
    owner.call(routes.createClip, { params: { showId: show.id }, body: { title: "The lid", fromMs, toMs } });
  expect(await cut(1_000, 9_000)).toMatchObject({ ok: false, error: { code: "REPLAY_NOT_READY" } });
  await createRecordingStore(server.db).learn(sampleManifest(show.id));
  for (const [from, to] of [
    [1_000, 5_999],
    [0, 90_001],
    [9_000, 1_000],
    [50_000, 60_001],
  ] as const)
    expect([from, to, await cut(from, to)]).toMatchObject([
      from,
      to,
      { ok: false, error: { code: "INVALID_INPUT", path: "toMs" } },
    ]);
  const made = await cut(1_000, 9_000);
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.data;
  expect(made.data).toMatchObject({ fromMs: 1_000, toMs: 9_000, shop: { handle: "kiln" } });
  const read = () => server.visitor().call(routes.readClip, { params: { clipId: id } });
  expect(await read()).toMatchObject({
    ok: true,
    data: { video: { url: expect.stringContaining("video-") }, show: { id: show.id } },
  });
  expect((await server.visitor().must(routes.readHome, {})).clips.map((clip) => clip.id)).toEqual([id]);
  const head = await pageOf(`/clips/${id}`);
  expect(head.html).toContain('<meta property="og:title" content="The lid · 달빛 Kiln &amp; Co" />');
  await owner.must(routes.deleteRecording, { params: { showId: show.id } });
  expect(await read()).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  expect((await pageOf(`/clips/${id}`)).status).toBe(404);
  expect((await owner.must(routes.listShowClips, { params: { showId: show.id } })).items).toEqual([]);
});

const pageOf = async (path: string) => {
  const response = await fetch(`${server.url}${path}`);
  return { status: response.status, html: await response.text(), headers: response.headers };
};

test("a page's head says what it is about, escaped, with absolute addresses", async () => {
  const { html, status, headers } = await pageOf(`/products/${cup.id}`);
  const { origin } = new URL(server.config.publicUrl);
  expect(status).toBe(200);
  expect(html).toContain("<title>Celadon Cup · 청자 잔 · 달빛 Kiln &amp; Co · Showdrop</title>");
  expect(html).toContain(`<link rel="canonical" href="${origin}/products/${cup.id}" />`);
  expect(html).toContain("It says &quot;&lt;b&gt;tea&lt;/b&gt;&lt;/script&gt;&quot;");
  expect(html).not.toContain("<b>");
  const [, data = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    "@type": "Product",
    description: 'It says "<b>tea</b></script>"',
    offers: {
      "@type": "Offer",
      price: "12.50",
      priceCurrency: "USD",
      availability: "https://schema.org/InStock",
    },
  });
  expect(headers.get("content-security-policy")).toContain("script-src 'self' https://js.stripe.com;");

  const ofShow = (await pageOf(`/shows/${show.id}`)).html;
  expect(ofShow).toContain(`"startDate":"${show.startsAt}"`);
  expect(ofShow).toContain('"@type":"Event"');
  expect((await pageOf("/@kiln")).html).toContain('<meta property="og:type" content="profile" />');
  expect((await pageOf("/")).html).toContain("<title>Showdrop</title>");
});

test("the front page asks in its head for the poster of the show that it puts on top", async () => {
  expect((await pageOf("/")).html).not.toContain('rel="preload"');
  const live = await schedule("On the air");
  await server.db.model("Show").updateOne({ _id: live.id }, { posterUrl: "/uploads/top.webp" });
  await createShowStore(server.db).move(live.id, ["scheduled"], "live", new Date());
  await expect
    .poll(async () => (await pageOf("/")).html)
    .toContain('<link rel="preload" as="image" fetchpriority="high" href="/uploads/top.webp"');
  await createShowStore(server.db).move(live.id, ["live"], "ended", new Date());
});

test("what does not exist is said so by the status, and is not kept by search engines", async () => {
  for (const path of [
    "/shows/x",
    `/shows/${"0".repeat(24)}`,
    "/@nobody",
    "/products/1",
    "/clips/2",
    "/nothing",
  ]) {
    const { status, html } = await pageOf(path);
    expect([path, status]).toEqual([path, 404]);
    expect(html).toContain('<meta name="robots" content="noindex" />');
  }
  for (const path of ["/", "/search?q=cup", "/studio", "/account/cards", "/orders"])
    expect([path, (await pageOf(path)).status]).toEqual([path, 200]);
});

test("the site map names what everybody may see, and robots are told where it is", async () => {
  const { origin } = new URL(server.config.publicUrl);
  expect((await pageOf("/robots.txt")).html).toContain(`Sitemap: ${origin}/sitemap.xml`);
  const { html, headers } = await pageOf("/sitemap.xml");
  expect(headers.get("content-type")).toContain("application/xml");
  for (const path of ["/@kiln", `/products/${cup.id}`, `/shows/${show.id}`])
    expect(html).toContain(`<loc>${origin}${path}</loc>`);
});

test("a show to come can be put into a calendar; one that is cancelled cannot", async () => {
  const { status, html, headers } = await pageOf(`/api/shows/${show.id}/calendar.ics`);
  expect([status, headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  expect(html).toContain(`DTSTART:${show.startsAt.replaceAll(/[-:]|\.\d+/g, "")}`);
  await owner.must(routes.cancelShow, { params: { showId: show.id } });
  expect((await pageOf(`/api/shows/${show.id}/calendar.ics`)).status).toBe(404);
});

import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { routes, type Shop } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";

/** Stands for the built client: says what it was given, and does what a fault or an endless drawing would. */
const DRAWS = `
import { writeFileSync } from "node:fs";
writeFileSync(new URL("./loaded", import.meta.url), "");
export const draw = async ({ address, language, answers }) => {
  if (address.includes("category=food")) throw new Error("a component broke");
  if (address.includes("category=jewelry")) process.exit(1);
  if (address.includes("category=fashion")) for (;;);
  const asked = answers.map(({ path, args }) => path + JSON.stringify(args)).join();
  return { html: "<h1>" + language + " " + address + " asked " + asked + "</h1>", answers: answers.map(({ data }) => data) };
};`;
const PAGE = `<html lang="en"><head><script>window.first = 1</script><!-- about --><title>Showdrop</title><!-- /about --></head><body>
    <div id="root"></div></body></html>`;

let folder: string;
let server: TestServer;
let owner: Client;
let shop: Shop;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-client-"));
  await mkdir(join(folder, "dist"));
  await mkdir(join(folder, "dist-draw"));
  await writeFile(join(folder, "dist", "index.html"), PAGE);
  await writeFile(join(folder, "dist", "show.html"), PAGE);
  await writeFile(join(folder, "dist-draw", "draw.js"), DRAWS);
  await writeFile(join(folder, "dist-draw", "package.json"), '{"type":"module"}');
  server = await startTestServer({ env: { CLIENT_DIR: join(folder, "dist") } });
  owner = await server.person("owner");
  shop = await owner.must(routes.openShop, {
    body: { handle: "kiln", name: "달빛 </script><b>Kiln</b>", about: "" },
  });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { "accept-language": "en", ...headers } });
const pageAt = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text();
/** On a busy machine a page does not wait until the thread is there. */
const drawnAt = async (path: string, headers?: Record<string, string>): Promise<string> => {
  for (;;) {
    const page = await pageAt(path, headers);
    if (!page.includes('<div id="root"></div>')) return page;
    await sleep(200);
  }
};
const product = async () =>
  owner.must(routes.createProduct, {
    params: { shopId: shop.id },
    body: {
      ...{ title: "Cup", currency: "USD" },
      variants: [{ name: "Grey", price: { amount: 1250, currency: "USD" }, stock: 3 }],
    },
  });

test("the thread is there before the first page", async () => {
  const loaded = join(folder, "dist-draw", "loaded");
  await vi.waitFor(() => access(loaded), { timeout: 15_000, interval: 100 });
});

test("a stranger's page comes drawn, with what it asked, in the language that the browser asks for", async () => {
  const home = await drawnAt("/?utm_source=mail");
  expect(home).toContain('<html lang="en"');
  expect(home).toContain('<h1>en / asked /api/me{},/api/home{"query":{}}</h1>');
  expect(home).toContain(
    '<script type="application/json" id="first-answers" data-language="en">[{"me":null},',
  );
  const korean = await drawnAt("/?category=crafts", { "accept-language": "ko-KR,ko;q=0.9,en;q=0.8" });
  expect(korean).toContain('<html lang="ko"');
  expect(korean).toContain("<h1>ko /?category=crafts asked");
  expect(await drawnAt("/", { "accept-language": "fr-FR" })).toContain("<h1>en / asked");
});

test("the pages of a shop, a product and a show are drawn; what their people wrote cannot end the element that it is in", async () => {
  const { id } = await product();
  const page = await drawnAt("/@Kiln");
  expect(page).toContain('<h1>en /@kiln asked /api/me{},/api/shops/by-handle/:handle{"params":');
  expect(page).toContain("달빛 \\u003c/script>\\u003cb>Kiln");
  expect(await drawnAt(`/products/${id}`)).toContain(`<h1>en /products/${id} asked`);
  const show = await owner.must(routes.scheduleShow, {
    params: { shopId: shop.id },
    body: { title: "Tea", startsAt: new Date(Date.now() + 3_600_000).toISOString() },
  });
  expect(await drawnAt(`/shows/${show.id}`)).toContain(`<h1>en /shows/${show.id} asked`);
});

test("whoever has a session, or comes for another page or for nothing, gets a page that draws itself", async () => {
  await drawnAt("/");
  for (const [path, headers] of [
    ["/", { cookie: "sid=of-somebody" }],
    ["/search", {}],
    ["/orders", {}],
    ["/@nobody-here", {}],
    ["/products/000000000000000000000000", {}],
    ["/products/cup", {}],
  ] as const)
    expect([path, await pageAt(path, headers)]).toEqual([path, expect.stringContaining('id="root"></div>')]);
});

test("a page may run the script that was built into it, by its hash, and no other", async () => {
  const { headers } = await get("/");
  const hash = createHash("sha256").update("window.first = 1").digest("base64");
  expect(headers.get("content-security-policy")).toContain(`script-src 'self' 'sha256-${hash}' https`);
  expect((await get("/robots.txt")).headers.get("content-security-policy")).not.toContain("sha256-");
});

test("caches tell the pages apart, and a page is packed for whoever can unpack it", async () => {
  const plain = await drawnAt("/");
  const answer = await get("/", { "accept-encoding": "br, gzip" });
  expect(answer.headers.get("vary")).toBe("Accept-Language, Cookie, Accept-Encoding");
  expect(answer.headers.get("content-encoding")).toBe("br");
  expect(await answer.text()).toBe(plain);
  const unpacked = await get("/", { "accept-encoding": "identity" });
  expect(unpacked.headers.get("content-encoding")).toBeNull();
});

test("a page that breaks, ends the thread or never comes to an end draws itself, and the next one is drawn", async () => {
  for (const [broken, next] of [
    ["food", "beauty"],
    ["jewelry", "home"],
    ["fashion", "crafts"],
  ]) {
    expect(await pageAt(`/?category=${broken}`)).toContain('<div id="root"></div>');
    expect(await drawnAt(`/?category=${next}`)).toContain(`/?category=${next}`);
  }
});

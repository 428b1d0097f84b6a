import type { Page } from "@playwright/test";
import { offer, prepareSale, startSale } from "@showdrop/local/sample-sale.ts";
import { type Drop, MAX_IMAGE_BYTES, newKey, refuse, routes } from "@showdrop/shared";
import { type Member, PASSWORD } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, buy, dropCard, field, fillInAddress, fillInSignUp, goOnAir, payWith } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

/** The sentence stands at its field, so that a screen reader says it with the field. */
const expectAt = async (page: Page, label: string, sentence: string) => {
  await expect(field(page, label)).toHaveAttribute("aria-invalid", "true");
  await expect(field(page, label)).toHaveAccessibleDescription(
    new RegExp(sentence.replaceAll(/[.?()]/g, "\\$&")),
  );
};
const expectAlert = (page: Page, sentence: string) =>
  expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();

/** Lets somebody hold a unit while the page's own press is on its way, before the page can hear of it. */
const beFaster = (page: Page, { api }: Member, { id, pools }: Drop) =>
  page.route(
    "**/api/drops/*/holds",
    async (route) => {
      await api.must(routes.placeHold, {
        params: { dropId: id },
        body: { variantId: pools[0]?.variant.id ?? "", quantity: 1 },
        idempotencyKey: newKey(),
      });
      await route.continue();
    },
    { times: 1 },
  );

test("signing up: a taken email, a short and a common password", async ({ people }) => {
  const known = await people.member("Mina Seo");
  const stranger = await people.visitor("Ann Lee");
  const { page } = stranger;
  await page.goto("/sign-up");
  await fillInSignUp({ ...stranger, email: known.email });
  await expectAt(page, "Email", "There is already an account with this email.");
  await field(page, "Password").fill("short");
  await button(page, "Create account").click();
  await expectAt(page, "Password", "A password has at least 8 characters.");
  await field(page, "Email").fill(stranger.email);
  await field(page, "Password").fill("password123");
  await button(page, "Create account").click();
  await expectAt(page, "Password", "This password is too easy to guess. Please choose another.");
});

test("signing in: a wrong password and an unknown email get the same answer, in English and in Korean", async ({
  people,
}) => {
  const known = await people.member("Mina Seo");
  const { page } = await people.visitor("Somebody");
  await page.goto("/sign-in");
  for (const email of [known.email, "nobody@example.com"]) {
    await field(page, "Email").fill(email);
    await field(page, "Password").fill("not the password");
    await button(page, "Sign in").click();
    await expectAlert(page, "The email or the password is not right.");
  }
  const { page: korean } = await people.visitor("누군가", { locale: "ko-KR" });
  await korean.goto("/sign-in");
  await field(korean, "이메일").fill(known.email);
  await field(korean, "비밀번호").fill("not the password");
  await button(korean, "로그인").click();
  await expectAlert(korean, "이메일 또는 비밀번호가 올바르지 않습니다.");
  await field(korean, "비밀번호").fill(PASSWORD);
  await button(korean, "로그인").click();
  await expect(button(korean, /Mina Seo/)).toBeVisible();
});

test("opening a shop: a taken handle", async ({ people }) => {
  const { shop } = await prepareSale(await people.member("Mina Seo"));
  const { page } = await people.member("Late Potter");
  await page.goto("/studio");
  await field(page, "Shop name").fill("Another");
  await field(page, "Address").fill(shop.handle);
  await expectAt(page, "Address", "This handle is taken. Please choose another.");
  await field(page, "Address").fill("no spaces!");
  await button(page, "Open shop").click();
  await expectAt(page, "Address", "A handle has 3 to 30 letters, digits, - or _.");
});

test("a product: no title, a negative price, half a unit, an SVG, an oversized picture", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  await prepareSale(creator);
  const { page } = creator;
  await page.goto("/studio/products/new");
  await field(page, "Price").fill("-5");
  await field(page, "First stock").fill("1.5");
  await button(page, "Create product").click();
  await expectAt(page, "Title", "Please name the product.");
  await expectAt(page, "Price", "Please enter an amount.");
  await expectAt(page, "First stock", "Please enter a whole number.");
  await field(page, "Price").fill("0.10");
  await button(page, "Create product").click();
  await expectAt(page, "Price", "This price is below the smallest amount that can be charged.");

  const pictures = field(page, "Add pictures");
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await pictures.setInputFiles({ name: "drawing.svg", mimeType: "image/svg+xml", buffer: svg });
  await expectAlert(page, "Please use a JPEG, PNG, WebP or AVIF picture.");
  await pictures.setInputFiles({ name: "drawing.png", mimeType: "image/png", buffer: svg });
  await expectAlert(page, "Please use a JPEG, PNG, WebP or AVIF picture.");
  const large = Buffer.alloc(MAX_IMAGE_BYTES + 1, 0xff);
  await pictures.setInputFiles({ name: "poster.jpg", mimeType: "image/jpeg", buffer: large });
  await expectAlert(page, "This image is too large. The limit is 8 MB.");
  await expect(button(page, "Remove picture 1")).toHaveCount(0);
});

test("a show: a start in the past; an invitation: to nobody's address, and to oneself", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  await prepareSale(creator);
  const { page } = creator;
  await page.goto("/studio/shows");
  await button(page, "Schedule a show").click();
  await field(page, "Title").fill("Yesterday's news");
  await field(page, "Starts at").fill("2020-01-01T10:00");
  await button(page, "Schedule").click();
  await expectAt(page, "Starts at", "The show must start in the future.");
  await page.goto("/studio/team");
  await field(page, "Email").fill("nobody");
  await button(page, "Invite").click();
  await expectAt(page, "Email", "This does not look like an email address.");
  await field(page, "Email").fill(creator.email);
  await button(page, "Invite").click();
  await expectAt(page, "Email", "This person is already on your team.");
});

test("going live: not your show, one live show a shop, more units than there are", async ({ people }) => {
  const creator = await people.member("Mina Seo", { camera: true });
  const sale = await startSale(creator);
  const stranger = await people.member("Somebody Else");
  await stranger.page.goto(`/studio/shows/${sale.show.id}`);
  await expect(stranger.page.getByRole("heading", { name: "This is not your show" })).toBeVisible();
  await expect(button(stranger.page, "Go live")).toHaveCount(0);

  const { page } = creator;
  const next = await creator.api.must(routes.scheduleShow, {
    params: { shopId: sale.shop.id },
    body: { title: "Encore", startsAt: new Date(Date.now() + 3_600_000).toISOString() },
  });
  await page.goto(`/studio/shows/${next.id}`);
  await goOnAir(page);
  await expectAlert(page, "Your shop already has a live show. End it first.");
  await page.getByRole("tab", { name: "Drops" }).click();
  await button(page, "New drop").click();
  await field(page, "Units").fill("100000");
  await button(page, "Create drop").click();
  await expectAt(page, "Units", `Only ${sale.product.variants[0]?.available} are in stock.`);
});

test("a drop: locked before the opening, held on another device, all held, closed", async ({ people }) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { title } = sale.product;
  const ann = await people.member("Ann Lee", { on: "phone" });
  const { page } = ann;
  await page.goto(`/shows/${sale.show.id}`);
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const drop = await offer(creator, sale, { quantity: 2, opensAt: soon });
  await expect(dropCard(page, title)).toContainText("Opens in");
  await expect(button(dropCard(page, title), "Buy")).toHaveCount(0);

  await creator.api.must(routes.openDrop, { params: { dropId: drop.id } });
  // Her other device was a moment faster than this one could hear of.
  await beFaster(page, ann, drop);
  // What she holds already does not stand in her own way: it is what she gets.
  await button(dropCard(page, title), "Buy").click();
  await expect(button(page, "Continue to payment")).toBeVisible();

  const bob = await people.member("Bob Kim");
  const korean = await people.member("이봄", { locale: "ko-KR" });
  await korean.page.goto(`/shows/${sale.show.id}`);
  await expect(dropCard(korean.page, title)).toContainText("1");
  await beFaster(korean.page, bob, drop);
  await button(dropCard(korean.page, title), "구매").click();
  await expectAlert(korean.page, "지금은 모두 다른 분들이 담아 두었습니다.");

  await creator.api.must(routes.closeDrop, { params: { dropId: drop.id } });
  await expect(button(dropCard(korean.page, title), "구매")).toHaveCount(0);
});

test("checkout: an empty address, half a card", async ({ people }) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { page, name } = await people.member("Ann Lee", { on: "phone" });
  await page.goto(`/shows/${sale.show.id}`);
  await offer(creator, sale, { quantity: 1 });
  await buy(page, sale.product.title);
  await button(page, "Continue to payment").click();
  await expectAt(page, "Recipient", "Please enter the recipient's name.");
  await expectAt(page, "Phone", "Please enter a phone number for the delivery.");
  await expectAt(page, "Street and number", "Please enter the street and number.");
  await fillInAddress(page, name);
  await payWith(page, "4242");
  await expectAt(page, "Card number", "Please enter the whole card number.");
});

test("a ban is told on the page, also to whoever comes back, in their language", async ({ people }) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const rude = await people.member("Rude Guest", { locale: "ko-KR" });
  await rude.page.goto(`/shows/${sale.show.id}`);
  await expect(rude.page.getByRole("combobox")).toBeVisible();
  await creator.api.must(routes.banPerson, { params: { shopId: sale.shop.id }, body: { userId: rude.id } });
  await expect(rude.page.getByRole("heading", { name: "방송에서 내보내졌습니다" })).toBeVisible();
  await rude.page.reload();
  await expect(rude.page.getByRole("heading", { name: "방송에서 내보내졌습니다" })).toBeVisible();
});

test("what does not exist, and what is somebody else's, says so", async ({ people, platform }) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { page, api } = await people.member("Ann Lee");
  const missing = sale.show.id.replace(/.{6}$/, "000000");
  await page.goto(`/shows/${missing}`);
  await expect(page.getByRole("heading", { name: "There is no such show" })).toBeVisible();
  await page.goto(`/products/${missing}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.goto(`/orders/${missing}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.goto(`/studio/products/${sale.product.id}`);
  await expect(page.getByRole("heading", { name: "Open your shop" })).toBeVisible();

  expect(
    await api.call(routes.listShopOrders, { params: { shopId: sale.shop.id }, query: {} }),
  ).toMatchObject({
    ok: false,
    error: { code: expect.stringMatching(/^NOT_(FOUND|ALLOWED)$/) },
  });
  const broken = await fetch(`${platform.url}/api/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"email": ',
  });
  expect(broken.status).toBe(400);
  expect(await broken.json()).toMatchObject({
    error: refuse("BAD_JSON").error,
  });
});

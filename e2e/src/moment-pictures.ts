import type { Page } from "@playwright/test";
import { buy } from "@showdrop/local/demo/buy.ts";
import { catalogue, toCreateProduct } from "@showdrop/local/demo/catalogue.ts";
import { type DemoPerson, enter } from "@showdrop/local/demo/people.ts";
import { renderJpeg } from "@showdrop/local/demo/pictures/render.ts";
import { offer, prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { type Drop, newKey, routes } from "@showdrop/shared";
import type { Arrival, Member, People } from "./people.ts";
import { decodedFrames } from "./picture.ts";
import { settled } from "./settled.ts";
import { expect } from "./test.ts";
import { button, cards, goOnAir } from "./verbs.ts";

/** What viewers press and fill in, in both languages. */
const said = {
  ready: /^(Ready to buy\?|구매할 준비)/,
  opensSoon: /^Opens in|후 오픈$/,
  twoLeft: /^(2 of 3 left|2 left|3개 중 2개 남음|2개 남음)$/,
  allHeld: /^(All are in other people's hands|모두 다른 분이 결제 중)/,
  buy: /^(Buy|구매)$/,
  toPayment: /^(Continue to payment|결제로 계속)$/,
  cardNumber: /^(Card number|카드 번호)$/,
  expiry: /^(Expiry|유효기간)$/,
  pay: /^(Pay [₩$]|[₩$].*결제하기$)/,
  timeIsOver: /^(Time is over|시간 종료)$/,
  hostAway: /The host's connection dropped|진행자의 연결/,
} as const;

/** Seconds that a hold lasts here: its last thirty come soon. */
const HOLD_SECONDS = 36;
/** Milliseconds until the media node is sure that a host is gone, and until a short replay is made. */
const AWAY_MS = 60_000;
const REPLAY_MS = 120_000;

/** Takes a picture of a page, named after its moment. */
export type Shoot = (page: Page, name: string) => Promise<unknown>;

/** A product of the demo's, with its picture, in place of the sample's cup without one. */
const dress = async ({ api }: Member, sale: Sale): Promise<Sale> => {
  const [look] = catalogue;
  const drawing = look?.variants[0]?.picture();
  if (!look || !drawing) throw new Error("the demo's first product has no picture");
  const params = { shopId: sale.shop.id };
  const file = new Blob([Uint8Array.from(await renderJpeg(drawing))]);
  const { id } = await api.must(routes.uploadImage, { params, file });
  const product = await api.must(routes.createProduct, { params, body: toCreateProduct(look, [id]) });
  return { ...sale, product };
};

const goLive = async (creator: Member, { show }: Sale): Promise<void> => {
  const { page } = creator;
  await page.goto(`/studio/shows/${show.id}`);
  await goOnAir(page);
  await expect(button(page, "End show")).toBeVisible();
};

/** Everything that a viewer lives through in one show, from before it to its replay, on one device in one language. */
export const shootMoments = async (
  people: People,
  url: string,
  look: Arrival,
  shoot: Shoot,
): Promise<void> => {
  const creator = await people.member("Mina Seo", { camera: "720p" });
  const sale = await dress(creator, await prepareSale(creator, { record: true }));
  const params = { showId: sale.show.id };
  const bob = await enter(url, { email: "bob@example.com", displayName: "Bob", language: "en" });
  const ann = await people.member("Ann Lee", look);
  const { page } = ann;
  await keepAddress(ann);

  await page.goto(`/shows/${sale.show.id}`);
  await expect(page.getByRole("region", { name: said.ready })).toBeVisible();
  await settled(page);
  await shoot(page, "before-opening");

  await goLive(creator, sale);
  await expect.poll(() => decodedFrames(page.locator("video").first())).toBeGreaterThan(30);
  await shoot(page, "live");
  const soon = new Date(Date.now() + 120_000).toISOString();
  const waiting = await offer(creator, sale, { quantity: 5, opensAt: soon });
  await expect(page.getByText(said.opensSoon).first()).toBeVisible();
  await shoot(page, "drop-opens-soon");
  await creator.api.must(routes.closeDrop, { params: { dropId: waiting.id } });

  const scarce = await offer(creator, sale, { quantity: 3, holdSeconds: HOLD_SECONDS });
  await take(bob, scarce);
  await expect(page.getByText(said.twoLeft).first()).toBeVisible();
  await shoot(page, "low-stock");
  await button(page, said.buy).first().click();
  await expect(page.getByRole("dialog").getByRole("timer")).toBeVisible();
  await expect(button(page, said.toPayment)).toBeEnabled();
  await shoot(page, "held");
  await button(page, said.toPayment).click();
  await page.getByLabel(said.cardNumber).fill(cards.declines);
  await expect(page.getByRole("dialog").getByRole("timer")).toContainText(/0:(2\d|30)/);
  await shoot(page, "last-30-seconds");
  await page.getByLabel(said.expiry).fill("12 / 39");
  await page.getByLabel("CVC", { exact: true }).fill("123");
  await button(page, said.pay).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeInViewport();
  await shoot(page, "payment-failed");
  await expect(page.getByRole("dialog", { name: said.timeIsOver })).toBeVisible({ timeout: 60_000 });
  await shoot(page, "hold-ended");
  await page.keyboard.press("Escape");
  await creator.api.must(routes.closeDrop, { params: { dropId: scarce.id } });

  const last = await offer(creator, sale, { quantity: 1 });
  await take(bob, last);
  await expect(page.getByText(said.allHeld).first()).toBeVisible();
  await shoot(page, "all-held");
  await creator.api.must(routes.closeDrop, { params: { dropId: last.id } });
  const sold = await offer(creator, sale, { quantity: 1 });
  await purchase(bob, sale, sold);
  await expect(page.getByText(/^(Sold out|품절)$/).first()).toBeVisible();
  await shoot(page, "sold-out");

  await creator.page.goto("about:blank");
  await expect(page.getByText(said.hostAway).first()).toBeAttached({ timeout: AWAY_MS });
  await shoot(page, "interrupted");
  await creator.api.must(routes.endShow, { params });
  await expect(page.getByRole("heading", { name: /This show has ended|방송이 끝났/ })).toBeVisible();
  await shoot(page, "ended");
  await expect(page.locator("video").first()).toBeVisible({ timeout: REPLAY_MS });
  await page.reload();
  await settled(page);
  await shoot(page, "replay");
  await ann.context.close();
  await creator.context.close();
};

const keepAddress = ({ api, name }: Member) =>
  api.must(routes.addAddress, {
    body: {
      isDefault: true,
      address: {
        name,
        phone: "+82 10 1234 5678",
        country: "KR",
        postalCode: "03145",
        region: "서울",
        city: "종로구",
        line1: "인사동길 12",
        line2: "",
      },
    },
  });

const poolOf = ({ pools: [pool] }: Drop) => {
  if (!pool) throw new Error("a drop has at least one pool");
  return pool;
};

/** Somebody else holds a unit. */
const take = ({ client }: DemoPerson, offered: Drop) =>
  client.must(routes.placeHold, {
    params: { dropId: offered.id },
    body: { variantId: poolOf(offered).variant.id, quantity: 1 },
    idempotencyKey: newKey(),
  });

/** Somebody else buys one. */
const purchase = async (person: DemoPerson, { shop }: Sale, offered: Drop): Promise<void> => {
  const unit = {
    ...{ shopId: shop.id, dropId: offered.id },
    variantId: poolOf(offered).variant.id,
    quantity: 1,
  };
  if (!(await buy(person, unit, () => Promise.resolve(true)))) throw new Error("nothing was bought");
};

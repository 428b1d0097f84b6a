import type { Locator } from "@playwright/test";
import { offer, startSale } from "@showdrop/local/sample-sale.ts";
import { payWithTestCard } from "@showdrop/local/test-card.ts";
import { type Address, type Hold, newKey, routes } from "@showdrop/shared";
import { expect, test } from "./test.ts";
import { button, dropCard } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

/** Contests, each of two presses that both left the page before it heard of the other. */
const CONTESTS = 15;
/** On a busy machine one page may hear of the other's hold before its own press: no contest, and another round. */
const MOST_ROUNDS = 3 * CONTESTS;
/** Milliseconds from now until both press: time to tell both pages when. */
const LEAD_MS = 200;

test("two buyers press Buy on the last unit in the same instant: exactly one holds, every time", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  await offer(creator, sale, { quantity: 1, holdSeconds: 600 });
  const readStock = async () => {
    const { items } = await creator.api.must(routes.listDrops, { params: { showId: sale.show.id } });
    return items[0]?.stock;
  };
  const asked = new Set<number>();
  const buyers = await Promise.all(
    [people.member("Ann Lee", { on: "phone" }), people.member("Bob Kim")].map(async (arriving, index) => {
      const { page } = await arriving;
      await page.goto(`/shows/${sale.show.id}`);
      page.on("request", (request) => {
        if (request.method() === "POST" && request.url().endsWith("/holds")) asked.add(index);
      });
      const card = dropCard(page, sale.product.title);
      return { page, card, buy: button(card, "Buy"), sheet: page.getByRole("dialog", { name: "Delivery" }) };
    }),
  );
  let contests = 0;
  for (let round = 0; contests < CONTESTS && round < MOST_ROUNDS; round++) {
    for (const { buy } of buyers) await expect(buy).toBeEnabled();
    asked.clear();
    const instant = Date.now() + LEAD_MS;
    await Promise.all(buyers.map(({ buy }) => pressAt(buy, instant)));

    const holding = async () => {
      const sheets = await Promise.all(buyers.map(({ sheet }) => sheet.isVisible()));
      return buyers.filter((_, index) => sheets[index]);
    };
    await expect
      .poll(async () => (await holding()).length, "somebody holds the last unit")
      .toBeGreaterThan(0);
    for (const { card, sheet } of buyers) await expect(sheet.or(button(card, "Join the line"))).toBeVisible();
    const [winner, ...others] = await holding();
    if (!winner) throw new Error("the holder's sheet closed by itself");
    expect(others, "nobody else holds it").toEqual([]);
    expect(await readStock()).toEqual({ allocated: 1, available: 0, held: 1, sold: 0 });
    if (asked.size === buyers.length) {
      contests++;
      const loser = buyers.find((each) => each !== winner);
      await expect(loser?.card ?? winner.card).toContainText(
        "All units are held right now. Some may come back.",
      );
    }

    await button(winner.page, "Give it back").click();
    await button(winner.page, "Back to the show").click();
  }
  expect(contests).toBe(CONTESTS);
  await expect.poll(readStock).toEqual({ allocated: 1, available: 1, held: 0, sold: 0 });
});

/** Presses at a moment of the machine's clock, which all pages share. */
const pressAt = (press: Locator, moment: number): Promise<void> =>
  press.evaluate(
    (element, at) =>
      new Promise<void>((pressed) =>
        setTimeout(() => {
          if (element instanceof HTMLElement) element.click();
          pressed();
        }, at - Date.now()),
      ),
    moment,
  );

const UNITS = 50;
const BUYERS = 40;
const HOLDS_EACH = 5;

test("200 holds at once on 50 units, each sent twice: exactly 50, and the ledger adds up", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const crowd = [];
  for (let i = 0; i < BUYERS; i++) crowd.push(await people.caller(`Buyer ${i + 1}`));
  const { id: dropId, pools } = await offer(creator, sale, {
    quantity: UNITS,
    perCustomer: HOLDS_EACH,
    holdSeconds: 600,
  });

  const wishes = crowd.flatMap((buyer) =>
    Array.from({ length: HOLDS_EACH }, () => ({ buyer, key: newKey() })),
  );
  const answers = await Promise.all(
    wishes.map(({ buyer, key }) => {
      const ask = () =>
        buyer.call(routes.placeHold, {
          params: { dropId },
          body: { variantId: pools[0]?.variant.id ?? "", quantity: 1 },
          idempotencyKey: key,
        });
      return Promise.all([ask(), ask()]);
    }),
  );

  for (const [first, second] of answers) expect(second).toEqual(first);
  const held: { hold: Hold; buyer: (typeof crowd)[number] }[] = [];
  for (const [index, [answer]] of answers.entries()) {
    const wish = wishes[index];
    if (answer.ok && wish) held.push({ hold: answer.data, buyer: wish.buyer });
    if (!answer.ok) expect(answer.error.code).toBe("DROP_ALL_HELD");
  }
  expect(new Set(held.map(({ hold }) => hold.id)).size).toBe(UNITS);
  expect(held).toHaveLength(UNITS);
  const readStock = async () => {
    const { items } = await creator.api.must(routes.listDrops, { params: { showId: sale.show.id } });
    return items[0]?.stock;
  };
  expect(await readStock()).toEqual({ allocated: UNITS, available: 0, held: UNITS, sold: 0 });

  // Some pay, one gives back, the drop closes: what was not sold returns to the variant's stock, all in the ledger.
  const { payments } = await creator.api.must(routes.readConfig, {});
  if (payments.provider !== "simulator") throw new Error("this test pays at the simulator");
  const [back, ...paying] = held.slice(0, 4);
  for (const { hold, buyer } of paying) {
    const { order, clientSecret } = await buyer.must(routes.openCheckout, {
      params: { shopId: sale.shop.id },
      body: { holdIds: [hold.id], address },
    });
    await payWithTestCard(payments, clientSecret);
    await expect
      .poll(async () => (await buyer.must(routes.readOrder, { params: { orderId: order.id } })).status)
      .toBe("paid");
  }
  await back?.buyer.must(routes.releaseHold, { params: { holdId: back.hold.id } });
  const sold = paying.length;
  await expect.poll(readStock).toEqual({ allocated: UNITS, available: 1, held: UNITS - sold - 1, sold });

  const variantId = sale.product.variants[0]?.id ?? "";
  const entries = await creator.api.must(routes.listStockEntries, { params: { variantId } });
  const { product } = await creator.api.must(routes.readProduct, { params: { productId: sale.product.id } });
  const sum = entries.items.reduce((total, { change }) => total + change, 0);
  expect(sum).toBe(product.variants[0]?.available);
  expect(entries.items.filter(({ move }) => move === "committed")).toHaveLength(sold);
});

const address: Address = {
  name: "Ann Lee",
  phone: "+82 10 1234 5678",
  country: "KR",
  postalCode: "03145",
  region: "",
  city: "Seoul",
  line1: "12 Insadong-gil",
  line2: "",
};

import { readFile } from "node:fs/promises";
import { readMails } from "@showdrop/local/mailbox/read-mails.ts";
import { prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { payWithTestCard } from "@showdrop/local/test-card.ts";
import { newKey, type Order, routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import type { Member } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, field } from "./verbs.ts";

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

const address = {
  ...{ name: "Ann Lee", phone: "+82 10 1234 5678", country: "KR", postalCode: "04524", region: "" },
  ...{ city: "Seoul", line1: "110 Sejong-daero", line2: "" },
};
const STOCK = 20;

let host: Member;
let ann: Member;
let sale: Sale;
let placeId: string;

/** Ann buys small cups off the shelf, over HTTP. */
const buy = async (quantity: number, pickup = false): Promise<Order> => {
  const { api } = ann;
  const shopId = sale.shop.id;
  const variantId = sale.product.variants[0]?.id ?? "";
  await api.must(routes.addToCart, {
    params: { shopId },
    body: { variantId, quantity },
    idempotencyKey: newKey(),
  });
  const { order, clientSecret } = await api.must(routes.openCheckout, {
    params: { shopId },
    body: {
      variantIds: [variantId],
      ...(pickup ? { delivery: { kind: "pickup", placeId } } : { address }),
    },
  });
  const { payments } = await api.must(routes.readConfig, {});
  if (payments.provider !== "simulator") throw new Error("tests pay nobody's real money");
  await payWithTestCard(payments, clientSecret);
  return api.must(routes.confirmPayment, { params: { orderId: order.id } });
};

test.beforeAll(async ({ people }) => {
  host = await people.member("Mina Seo");
  ann = await people.member("Ann Lee", { on: "phone" });
  sale = await prepareSale(host, { stock: STOCK });
  const { places } = await host.api.must(routes.setPickupPlaces, {
    params: { shopId: sale.shop.id },
    body: { places: [{ name: "Studio", country: "KR", address: "12 Kiln-gil, Seoul" }] },
  });
  placeId = places[0]?.id ?? "";
});
test.afterAll(({ people }) => people.leave());

const available = async (): Promise<number> => {
  const { product } = await ann.api.must(routes.readProduct, { params: { productId: sale.product.id } });
  return product.variants[0]?.available ?? Number.NaN;
};

test("a part and then the rest is refunded, and its units stand in the shop again", async () => {
  const order = await buy(2);
  expect(await available()).toBe(STOCK - 2);
  const { page } = host;
  await page.goto(`/orders/${order.id}`);
  await button(page, "Refund").click();
  const dialog = page.getByRole("dialog", { name: `Refund order ${order.number}` });
  await dialog
    .getByRole("group", { name: "Celadon cup, Small" })
    .getByRole("button", { name: "One more" })
    .click();
  await expect(field(dialog, "Amount")).toHaveValue("12,000");
  await expectAccessible(page, "the refund dialog");
  await button(dialog, "Refund ₩12,000").click();
  await expect(page.getByText("Partly refunded")).toBeVisible();
  expect(await available()).toBe(STOCK - 1);

  await button(page, "Refund").click();
  await button(dialog, "Everything").click();
  await button(dialog, "Refund ₩12,000").click();
  await expect(page.getByText("Refunded", { exact: true })).toBeVisible();
  await expect(page.getByRole("list", { name: "What happened" })).toContainText("₩24,000 of ₩24,000 in all");
  expect(await available()).toBe(STOCK);
  await ann.page.goto(`/orders/${order.id}`);
  await expect(ann.page.getByRole("list", { name: "What happened" })).toContainText("Back on the shelf");
});

for (const on of ["desktop", "phone"] as const)
  test(`on a ${on}: found, packed and sent with tracking at once, which the buyer reads in a mail`, async ({
    people,
    platform,
  }) => {
    const [first, second] = [await buy(1), await buy(1)];
    const page = await people.again(host, { on });
    await page.goto("/studio/orders");
    await field(page, "Search").fill("celadon");
    for (const { number } of [first, second]) await page.getByLabel(`Select order ${number}`).check();
    await button(page, "Mark packed").click();
    await expect(page.getByText("2 of 2 done")).toBeVisible();
    for (const { number } of [first, second]) await page.getByLabel(`Select order ${number}`).check();
    await button(page, "Send with tracking").click();
    const dialog = page.getByRole("dialog", { name: "Send the selected orders" });
    await dialog.getByLabel("Carrier for all").selectOption({ label: "CJ Logistics" });
    await dialog.getByLabel(`Tracking number of ${first.number}`).fill("6400 1234 5678");
    await button(dialog, "Send 2 orders").click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("link", { name: first.number })).toContainText("Sent");
    await expectAccessible(page, `the orders on a ${on}`);
    await expect
      .poll(
        async () => {
          const mails = await readMails(platform.mail.url ?? "");
          return mails
            .map(({ email }) => email)
            .filter(({ subject }) => subject?.includes(`On its way: order ${first.number}`))
            .map(({ text }) => text?.includes("tracking.html?wblNo=640012345678"));
        },
        { timeout: 30_000 },
      )
      .toEqual([true]);
  });

test("orders are downloaded as a file, and printed as a pick list and packing slips", async () => {
  const order = await buy(3);
  const { page } = host;
  await page.goto(`/studio/orders?text=${order.number}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file.trimEnd().split("\r\n")).toHaveLength(2);
  expect(file).toContain(`${order.number},`);
  await page.getByLabel(`Select order ${order.number}`).check();
  await page.getByRole("link", { name: "Pick list" }).click();
  await expect(page.getByRole("heading", { name: "Pick list" })).toBeVisible();
  await expect(page.getByText("3 units in all")).toBeVisible();
  await page.goto(`/studio/print?what=slips&orders=${order.id}`);
  const slip = page.getByRole("article");
  await expect(slip).toContainText("110 Sejong-daero");
  await expect(slip).not.toContainText("₩");
});

test("an order is fetched with its code once; the second scan is told by whom and when", async ({
  people,
}) => {
  const order = await buy(1, true);
  await ann.page.goto(`/orders/${order.id}`);
  await expect(
    ann.page.getByRole("img", { name: `QR code for picking up order ${order.number}` }),
  ).toBeVisible();
  const { code, url } = await ann.api.must(routes.readPickupCode, { params: { orderId: order.id } });
  await expect(ann.page.getByText(code)).toBeVisible();
  await expectAccessible(ann.page, "a pickup code");

  const phone = await people.again(host, { on: "phone" });
  // What the camera reads out of the QR code is this address.
  await phone.goto(new URL(url).pathname + new URL(url).hash);
  await expect(phone.getByText("For Ann Lee")).toBeVisible();
  await button(phone, "Hand over").click();
  await expect(phone.getByText("Handed over", { exact: true })).toBeVisible();
  await expect(ann.page.getByText(/Picked up .+\./)).toBeVisible();

  await button(phone, "Next code").click();
  await field(phone, "Pickup code").fill(code.toLowerCase());
  await button(phone, "Look up").click();
  await expect(phone.getByText("Already picked up")).toBeVisible();
  await expect(phone.getByText(/Mina Seo handed this order over/)).toBeVisible();
  await expect(button(phone, "Hand over")).toHaveCount(0);
});

test("people keep their addresses: the first is the default, another becomes it, one is deleted", async () => {
  const { page } = ann;
  await page.goto("/");
  await button(page, "Signed in as Ann Lee").click();
  await page.getByRole("menuitem", { name: "Account" }).press("Enter");
  await page.getByRole("link", { name: "Addresses" }).click();
  await expect(page.getByText("No address yet")).toBeVisible();
  const kept = page.getByRole("list", { name: "Addresses" }).getByRole("listitem");
  const enter = async (name: string, road: string) => {
    await button(page, "Add an address").click();
    const dialog = page.getByRole("dialog", { name: "Add an address" });
    await field(dialog, "Recipient").fill(name);
    await field(dialog, "Phone").fill("+82 10 1234 5678");
    await field(dialog, "Country").selectOption("KR");
    await field(dialog, "Road address").fill(road);
    await button(dialog, "Save address").click();
    await expect(field(dialog, "Postal code")).toBeFocused();
    await field(dialog, "Postal code").fill("03145");
    await button(dialog, "Save address").click();
    await expect(dialog).toBeHidden();
  };
  await enter("Ann Lee", "12 Insadong-gil, Jongno-gu, Seoul");
  await enter("June Park", "1 Haeundae-ro, Busan");
  await expect(kept).toHaveText([/Ann Lee\s*Default/, /June Park.*Make it the default/]);
  await button(page, "Make it the default").click();
  await expect(kept).toHaveText([/June Park\s*Default/, /Ann Lee.*Make it the default/]);
  await expectAccessible(page, "the addresses");

  await button(page, "Edit the address of Ann Lee").click();
  const dialog = page.getByRole("dialog", { name: "Edit address" });
  await field(dialog, "Recipient").fill("Ann Lee-Park");
  await button(dialog, "Save address").click();
  await expect(kept.nth(1)).toContainText("Ann Lee-Park");
  await button(page, "Delete the address of June Park").click();
  await button(page.getByRole("dialog", { name: "Delete this address?" }), "Delete").click();
  await expect(kept).toHaveText([/Ann Lee-Park\s*Default/]);
  const { items } = await ann.api.must(routes.listAddresses, {});
  expect(items.map(({ address: { name }, isDefault }) => [name, isDefault])).toEqual([
    ["Ann Lee-Park", true],
  ]);
});

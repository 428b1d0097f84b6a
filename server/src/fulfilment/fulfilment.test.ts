import { type Order, type OrderDetails, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MailServer, startMailServer } from "../testing/mail-server.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";
import { joinTeam } from "../testing/stage.ts";

let mail: MailServer;
let sale: Sale;
beforeAll(async () => {
  mail = await startMailServer();
  sale = await startSale({ server: { SMTP_URL: mail.url, MAIL_FROM: "Showdrop <hello@shop.example>" } });
}, 60_000);
afterAll(async () => {
  await sale.stop();
  await mail.stop();
});

const newBuyer = () => sale.server.person("buyer");
const bought = async (quantity: number) => {
  const buyer = await newBuyer();
  const drop = await sale.drop({ quantity });
  const order = await sale.buy(buyer, drop.id, quantity);
  return { buyer, drop, order, params: { orderId: order.id } };
};
const lineOf = (order: Order, quantity: number) => [{ lineId: order.lines[0]?.id ?? "", quantity }];
const kinds = ({ timeline }: OrderDetails) => timeline.map(({ happening }) => happening.kind);
const mailsTo = (email: string, words: string) =>
  mail.mails.filter(({ to, subject }) => to?.[0]?.address === email && subject?.includes(words));

test("whoever buys in Korean is written to in Korean", async () => {
  const buyer = await newBuyer();
  const { shopId } = sale;
  const drop = await sale.drop({ quantity: 2 });
  const { order, clientSecret } = await buyer.must(routes.openCheckout, {
    params: { shopId },
    body: { holdIds: [must(await sale.hold(buyer, drop.id, 2)).id], address, locale: "ko" },
  });
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  await buyer.must(routes.confirmPayment, { params: { orderId: order.id } });
  await sale.host.must(routes.bulkFulfil, {
    params: { shopId },
    body: { action: "ship", orders: [{ orderId: order.id, carrier: "cj", trackingNumber: "640012345678" }] },
  });
  const { number } = order;
  await eventually(() => expect(mailsTo(buyer.me.email, `Bowls 주문 ${number} 확인`)).toHaveLength(1));
  await eventually(() => expect(mailsTo(buyer.me.email, `Bowls 주문 ${number} 발송 안내`)).toHaveLength(1));
  const [paid] = mailsTo(buyer.me.email, "확인");
  expect(paid?.text).toContain("2개 Moon bowl, White");
  expect(paid?.text).toContain("총 결제 금액: ₩60,000");
  const [told] = mailsTo(buyer.me.email, "발송 안내");
  expect(told?.html).toContain('lang="ko"');
  expect(told?.text).toContain("운송장 번호: 640012345678");
  expect(told?.text).toContain("CJ대한통운");
});

test("an order goes out in two parcels, each with its tracking, and its buyer is told of each once", async () => {
  const { buyer, order, params } = await bought(3);
  const { host } = sale;
  const first = await host.must(routes.packOrder, { params, body: { lines: lineOf(order, 1) } });
  expect(first.shipments).toMatchObject([{ status: "packed", lines: lineOf(order, 1) }]);
  const [parcel] = first.shipments;
  const shipmentId = parcel?.id ?? "";
  const dispatch = { carrier: "cj", trackingNumber: "6400 1234 5678" } as const;
  await host.must(routes.shipShipment, { params: { ...params, shipmentId }, body: dispatch });
  expect(await buyer.must(routes.readOrder, { params })).toMatchObject({ fulfilment: "partly_fulfilled" });
  // The same again changes nothing and writes to nobody.
  await host.must(routes.shipShipment, { params: { ...params, shipmentId }, body: dispatch });

  const bulk = await host.must(routes.bulkFulfil, {
    params: { shopId: sale.shopId },
    body: { action: "ship", orders: [{ orderId: order.id, carrier: "ups", trackingNumber: null }] },
  });
  expect(bulk.items).toEqual([{ orderId: order.id, done: true, why: null }]);
  expect(await buyer.must(routes.readOrder, { params })).toMatchObject({ fulfilment: "fulfilled" });
  const packedOut = await host.call(routes.packOrder, { params, body: {} });
  expect(packedOut).toMatchObject({ ok: false, error: { code: "NOTHING_TO_PACK" } });

  await eventually(() => expect(mailsTo(buyer.me.email, "On its way")).toHaveLength(2));
  await eventually(() => expect(mailsTo(buyer.me.email, "Your order")).toHaveLength(1));
  const told = mailsTo(buyer.me.email, "On its way").find(({ text }) => text?.includes("CJ Logistics"));
  expect(told?.text).toContain("https://trace.cjlogistics.com/next/tracking.html?wblNo=640012345678");
  expect(told?.text).toContain("1 × Moon bowl, White");
  expect(mailsTo(buyer.me.email, "Your order")[0]?.text).toContain("Total: ₩90,000");

  await eventually(async () => {
    const details = await host.must(routes.readOrderDetails, { params });
    expect(kinds(details).filter((kind) => kind === "mail_sent")).toHaveLength(3);
  });
  const seen = await buyer.must(routes.readOrderDetails, { params });
  expect(kinds(seen).slice(0, 2)).toEqual(["placed", "paid"]);
  expect(seen.timeline.every(({ by }) => by === null)).toBe(true);
  expect(seen.shipments[0]?.trackingUrl).toBe(
    "https://trace.cjlogistics.com/next/tracking.html?wblNo=640012345678",
  );
});

test("two people pack the same order at once: no unit is in two parcels", async () => {
  const { order, params } = await bought(3);
  const packed = await Promise.all(
    Array.from({ length: 4 }, () =>
      sale.host.call(routes.packOrder, { params, body: { lines: lineOf(order, 2) } }),
    ),
  );
  expect(packed.filter(({ ok }) => ok)).toHaveLength(1);
  const { shipments } = await sale.host.must(routes.readOrderDetails, { params });
  expect(shipments.flatMap(({ lines }) => lines)).toEqual(lineOf(order, 2));
  const [parcel] = shipments;
  await sale.host.must(routes.unpackShipment, { params: { ...params, shipmentId: parcel?.id ?? "" } });
  await sale.host.must(routes.packOrder, { params, body: { lines: lineOf(order, 3) } });
  expect(await sale.host.must(routes.readOrder, { params })).toMatchObject({ fulfilment: "packed" });
});

test("a retry packs nothing more, and notes once", async () => {
  const { order, params } = await bought(2);
  const idempotencyKey = "one-attempt-at-packing";
  const body = { lines: lineOf(order, 1) };
  for (let i = 0; i < 3; i++) await sale.host.must(routes.packOrder, { params, body, idempotencyKey });
  for (let i = 0; i < 3; i++)
    await sale.host.must(routes.addOrderNote, { params, body: { text: "Gift wrap" }, idempotencyKey });
  const details = await sale.host.must(routes.readOrderDetails, { params });
  expect(details.shipments).toHaveLength(1);
  expect(kinds(details).filter((kind) => kind === "note")).toHaveLength(1);
});

test("notes are the team's: the buyer does not read them, and moderators see nothing at all", async () => {
  const { buyer, params } = await bought(1);
  await sale.host.must(routes.addOrderNote, { params, body: { text: "Difficult customer" } });
  const [mine, theirs] = [
    await buyer.must(routes.readOrderDetails, { params }),
    await sale.host.must(routes.readOrderDetails, { params }),
  ];
  expect(JSON.stringify(mine)).not.toContain("Difficult");
  expect(theirs.timeline.at(-1)).toMatchObject({ by: "host", happening: { text: "Difficult customer" } });
  const moderator = await sale.server.person("moderator");
  await joinTeam(sale.host, sale.shopId, moderator, "moderator");
  expect(await moderator.call(routes.readOrderDetails, { params })).toMatchObject({
    ok: false,
    error: { code: "NOT_FOUND" },
  });
});

test("the pick list sums what is to be taken from the shelf, and many orders are packed at once", async () => {
  const [a, b] = [await bought(2), await bought(3)];
  const { shopId } = sale;
  const query = { orders: [a.order.id, b.order.id].join(",") };
  const packing = await sale.host.must(routes.readPacking, { params: { shopId }, query });
  expect(packing.picks).toMatchObject([
    { title: "Moon bowl", quantity: 5, orderNumbers: [a.order.number, b.order.number] },
  ]);
  const stranger = await newBuyer();
  await stranger.must(routes.openShop, { body: { handle: `s-${stranger.me.id}`, name: "Elsewhere" } });
  const unknown = "0".repeat(24);
  const packed = await sale.host.must(routes.bulkFulfil, {
    params: { shopId },
    body: { action: "pack", orderIds: [a.order.id, unknown, b.order.id] },
  });
  expect(packed.items).toEqual([
    { orderId: a.order.id, done: true, why: null },
    { orderId: unknown, done: false, why: "NOT_FOUND" },
    { orderId: b.order.id, done: true, why: null },
  ]);
  expect((await sale.host.must(routes.readPacking, { params: { shopId }, query })).picks).toEqual([]);
});

test("orders are found by number, buyer, product and state, and written to a file that no spreadsheet runs", async () => {
  const { order, params, buyer } = await bought(1);
  const { host, shopId } = sale;
  const find = async (query: Record<string, string>) =>
    (await host.must(routes.listShopOrders, { params: { shopId }, query })).items.map(({ id }) => id);
  expect(await find({ text: order.number.slice(0, 6).toLowerCase() })).toEqual([order.id]);
  expect(await find({ text: buyer.me.email })).toEqual([order.id]);
  expect(await find({ text: "no such thing" })).toEqual([]);
  expect(await find({ text: "moon BOWL", fulfilment: "unfulfilled" })).toContain(order.id);
  expect(await find({ fulfilment: "packed", text: order.number })).toEqual([]);
  await host.must(routes.packOrder, { params, body: {} });
  expect(await find({ fulfilment: "packed", text: order.number, status: "paid" })).toEqual([order.id]);
  expect(await find({ until: order.createdAt, text: order.number })).toEqual([]);

  const file = (cookie: string) =>
    fetch(`${sale.server.url}/api/shops/${shopId}/orders.csv?text=${order.number}`, { headers: { cookie } });
  const csv = await file(host.cookie());
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const [head, ...rows] = (await csv.text()).trimEnd().split("\r\n");
  expect(head).toContain("order,placed_at,paid_at,status");
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain(`${order.number},`);
  expect(rows[0]).toContain("Moon bowl,White,1,30000");
  // A plus at the beginning of a telephone number would be a formula.
  expect(rows[0]).toContain("'+82 10 1234 5678");
  expect((await file(buyer.cookie())).status).toBe(403);
  expect((await file("")).status).toBe(401);
});

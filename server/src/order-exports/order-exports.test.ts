import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuditStore } from "../audit/audit.store.ts";
import { systemClock } from "../kit/clock.ts";
import { eventually, type Sale, startSale } from "../testing/sale.ts";
import { isExportUrl } from "./export-order.ts";
import { signatureOf } from "./post-signed.ts";

interface Call {
  body: string;
  signature: string;
  key: string;
}

let sale: Sale;
/** What the shop's own system was sent, and what it answers next instead of 204. */
const calls: Call[] = [];
const answers: number[] = [];
const system = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.once("end", () => {
    const header = (name: string) => String(req.headers[name]);
    calls.push({
      body: Buffer.concat(chunks).toString("utf8"),
      signature: header("showdrop-signature"),
      key: header("idempotency-key"),
    });
    res.writeHead(answers.shift() ?? 204).end();
  });
});

beforeAll(async () => {
  system.listen(0, "127.0.0.1");
  await once(system, "listening");
  sale = await startSale({ server: { EXPORT_PRIVATE_ADDRESSES: "true" } });
}, 60_000);
afterAll(async () => {
  await sale.stop();
  system.close();
});

test("every paid order is sent once, signed, and tried again until it is taken", async () => {
  const { host, shopId } = sale;
  const { port } = system.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/orders`;
  const { secret } = await host.must(routes.setExport, { params: { shopId }, body: { url } });
  answers.push(503);
  const buyer = await sale.server.person("buyer");
  const drop = await sale.drop({ quantity: 1 });
  const order = await sale.buy(buyer, drop.id);
  await eventually(() => expect(calls).toHaveLength(2), 40_000);
  const [first, second] = calls;
  expect(first?.body).toBe(second?.body);
  expect(first?.key).toBe(`order_${order.id}`);
  expect(JSON.parse(first?.body ?? "")).toMatchObject({
    type: "order.paid",
    order: { number: order.number, totals: { total: { amount: 30_000, currency: "KRW" } } },
  });
  for (const { body, signature } of calls) {
    const seconds = Number(/^t=(\d+),/.exec(signature)?.[1]);
    expect(signature).toBe(signatureOf(secret, body, seconds));
  }
  await eventually(async () => {
    const { items } = await host.must(routes.listExports, { params: { shopId } });
    expect(items).toMatchObject([{ orderId: order.id, state: "sent", tries: 2 }]);
  });
  const details = await host.must(routes.readOrderDetails, { params: { orderId: order.id } });
  expect(details.timeline.filter(({ happening }) => happening.kind === "exported")).toHaveLength(1);
  const again = await host.call(routes.resendExport, { params: { shopId, orderId: order.id } });
  expect(again).toMatchObject({ ok: false, error: { code: "EXPORT_NOT_DEAD" } });
}, 60_000);

test("one that was given up is sent again by hand, with the same key", async () => {
  const { host, shopId } = sale;
  const params = { shopId };
  const buyer = await sale.server.person("buyer");
  const drop = await sale.drop({ quantity: 1 });
  answers.push(500, 500);
  const order = await sale.buy(buyer, drop.id);
  const exportNow = async () =>
    (await host.must(routes.listExports, { params })).items.find(({ orderId }) => orderId === order.id);
  await eventually(async () => expect(await exportNow()).toMatchObject({ state: "due", tries: 1 }));
  // Three days later: its last try is due.
  await sale.server.db.model("Errand").updateOne({ orderId: order.id }, { tries: 12, dueAt: new Date() });
  await eventually(async () =>
    expect(await exportNow()).toMatchObject({ state: "dead", lastError: "status 500", nextAt: null }),
  );
  await host.must(routes.resendExport, { params: { shopId, orderId: order.id } });
  await eventually(async () => expect(await exportNow()).toMatchObject({ state: "sent", lastError: null }));
  const sent = calls.filter(({ key }) => key === `order_${order.id}`);
  expect(sent.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => sent[0]?.body));
  const { timeline } = await host.must(routes.readOrderDetails, { params: { orderId: order.id } });
  const told = timeline.map(({ happening }) => happening.kind);
  expect(told.filter((kind) => kind.startsWith("export"))).toEqual(["export_failed", "exported"]);
  const rows = await createAuditStore(sale.server.db, systemClock).of(`order:${order.id}`);
  expect(rows.map(({ action }) => action)).toEqual(["export:again"]);
}, 60_000);

test("orders are sent to no address of this network, unless it is said so for trying out", () => {
  const inside = [
    "http://shop.example",
    "https://127.0.0.1/",
    "https://localhost/",
    "https://10.0.0.8:8443/",
  ];
  expect(inside.map((url) => isExportUrl(url, false))).toEqual([false, false, false, false]);
  expect(isExportUrl("https://shop.example/orders", false)).toBe(true);
});

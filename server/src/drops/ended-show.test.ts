import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

test("of a settled drop nothing is kept in Redis for ever, and asking for it brings nothing back", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 2 });
  const { redis } = sale.server.parts;
  const state = `drop:{${drop.id}}:state`;
  await sale.host.must(routes.closeDrop, { params: { dropId: drop.id } });
  expect(await redis.ttl(state)).toBeGreaterThan(0);
  await redis.del(state);
  expect(await sale.hold(ann, drop.id)).toMatchObject({ error: { code: "DROP_CLOSED" } });
  expect(await redis.exists(state)).toBe(0);
});

test("a drop left open by a show that ended is closed, and its units return", async () => {
  const drop = await sale.drop({ quantity: 3 });
  // As when the server dies after it has ended the show and before it has closed its drops.
  await sale.server.db
    .model("Show")
    .updateOne({ _id: sale.show.id }, { $set: { status: "ended" }, $unset: { onAir: 1 } });
  await eventually(async () => expect(await sale.dropNow(drop.id)).toMatchObject({ status: "closed" }));
  await eventually(() => sale.expectBalanced(drop.id));
  expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 0, available: 0, held: 0, sold: 0 });
});

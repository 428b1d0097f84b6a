import { Types } from "mongoose";
import { expect, test } from "vitest";
import { must, startSale } from "../testing/sale.ts";
import { createOrderStore } from "./orders.store.ts";

test("more overdue orders than one turn takes do not starve each other, and rest longer each time", async () => {
  // No jobs: this test is the one that takes turns.
  const sale = await startSale({ server: { ROLES: "api,hub" } });
  try {
    const buyer = await sale.server.person("buyer");
    const drop = await sale.drop();
    const { order } = await sale.checkout(buyer, must(await sale.hold(buyer, drop.id)));
    const orders = createOrderStore(sale.server.db);
    const model = sale.server.db.model("Order");
    const sample = await model.findById(order.id).lean<{ expiresAt: Date }>();
    const now = Date.now();
    await model.insertMany(
      Array.from({ length: 150 }, (_, n) => ({
        ...sample,
        _id: new Types.ObjectId(),
        number: `TEST-${n}`,
        claims: [`order:${n}`],
        expiresAt: new Date(now - 60_000 + n),
      })),
    );
    const turn = async (at: number): Promise<string[]> => {
      const due = await orders.overdue(new Date(at));
      for (const one of due) await orders.endLater(one, new Date(at));
      return due.map(({ number }) => number);
    };
    const [first, second] = [await turn(now), await turn(now)];
    expect(first).toHaveLength(100);
    expect(second).toHaveLength(50);
    expect(new Set([...first, ...second]).size).toBe(150);
    expect(await turn(now)).toEqual([]);
    expect(await turn(now + 1_500)).toHaveLength(100);
    // Their second rest is twice as long.
    expect(await turn(now + 1_500)).toHaveLength(50);
    expect(await turn(now + 3_000)).toEqual([]);
    expect(await turn(now + 4_000)).toHaveLength(100);
  } finally {
    await sale.stop();
  }
}, 60_000);

import fc from "fast-check";
import { Types } from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../kit/clock.ts";
import { inTransaction } from "../kit/mongo.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { createStockStore, type StockStore } from "./stock.store.ts";

let server: TestServer;
let stock: StockStore;
beforeAll(async () => {
  server = await startTestServer();
  stock = createStockStore(server.parts.db, systemClock);
});
afterAll(() => server.stop());

const newId = () => new Types.ObjectId().toHexString();
const by = newId();

type Session = Parameters<StockStore["allocate"]>[1];
const transact = <T>(work: (session: Session) => Promise<T>) => inTransaction(server.parts.db, work);

const openVariant = async (quantity: number) => {
  const variantId = newId();
  await transact((session) => stock.open({ variantId, quantity, by }, session));
  return variantId;
};
const availableOf = async (variantId: string) => (await stock.availableOf([variantId])).get(variantId);
const ledgerOf = (variantId: string) => stock.entriesOf(variantId, { limit: 1_000 });
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

type Step =
  | { do: "move"; change: number; key: string }
  | { do: "allocate"; quantity: number; drop: number }
  | { do: "giveBack"; drop: number }
  | { do: "commit"; quantity: number; order: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("move" as const),
    change: fc.integer({ min: -12, max: 12 }).filter((n) => n !== 0),
    key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  }),
  fc.record({
    do: fc.constant("allocate" as const),
    quantity: fc.integer({ min: 1, max: 8 }),
    drop: fc.nat(3),
  }),
  fc.record({ do: fc.constant("giveBack" as const), drop: fc.nat(3) }),
  fc.record({
    do: fc.constant("commit" as const),
    quantity: fc.integer({ min: 1, max: 3 }),
    order: fc.nat(3),
  }),
);

describe("the ledger", () => {
  test("available is the ledger's sum and never negative, after any steps, each once, many at a time (1, 2)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20),
        fc.array(fc.array(steps, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
        async (first, rounds) => {
          const variantId = await openVariant(first);
          const drops = Array.from({ length: 4 }, newId);
          const orders = Array.from({ length: 4 }, newId);
          const allocated = new Map<number, number>();

          const run = (step: Step): Promise<unknown> =>
            transact(async (session) => {
              switch (step.do) {
                case "move":
                  return stock.move(
                    { variantId, change: step.change, reason: "", by, key: step.key },
                    session,
                  );
                case "allocate":
                  return stock.allocate(
                    { variantId, quantity: step.quantity, dropId: drops[step.drop] ?? "", by },
                    session,
                  );
                case "giveBack": {
                  const quantity = allocated.get(step.drop);
                  if (quantity === undefined) return false;
                  return stock.giveBack({ variantId, quantity, dropId: drops[step.drop] ?? "" }, session);
                }
                case "commit":
                  return stock.commit(
                    [{ variantId, quantity: step.quantity, orderId: orders[step.order] ?? "", lineId: "1" }],
                    session,
                  );
              }
            });

          for (const round of rounds) {
            await Promise.all(round.map(run));
            const ledger = await ledgerOf(variantId);
            const available = await availableOf(variantId);
            expect(available).toBe(sum(ledger.map(({ change }) => change)));
            expect(available).toBeGreaterThanOrEqual(0);
            for (const { availableAfter } of ledger) expect(availableAfter).toBeGreaterThanOrEqual(0);
            for (const [place, drop] of drops.entries()) {
              const taken = await allocationOf(drop, variantId);
              if (taken !== undefined) allocated.set(place, taken);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 120_000);

  test("each allocation, return and commitment counts once, however often and at once it is asked for", async () => {
    const variantId = await openVariant(10);
    const [dropId, orderId] = [newId(), newId()];
    const tenTimes = <T>(work: (session: Session) => Promise<T>) =>
      Promise.all(Array.from({ length: 10 }, () => transact(work)));

    const allocated = await tenTimes((s) => stock.allocate({ variantId, quantity: 7, dropId, by }, s));
    expect(allocated).toEqual(Array.from({ length: 10 }, () => true));
    expect(await availableOf(variantId)).toBe(3);
    const committed = await tenTimes((s) =>
      stock.commit([{ variantId, quantity: 2, orderId, lineId: "1" }], s),
    );
    expect(committed.filter(Boolean)).toHaveLength(1);
    const returned = await tenTimes((s) => stock.giveBack({ variantId, quantity: 4, dropId }, s));
    expect(returned.filter(Boolean)).toHaveLength(1);
    expect(await availableOf(variantId)).toBe(3 + 4);
    const ledger = await ledgerOf(variantId);
    expect(ledger.map(({ move, change, quantity }) => [move, change, quantity])).toEqual([
      ["returned", 4, 4],
      ["committed", 0, 2],
      ["allocated", -7, 7],
      ["received", 10, 10],
    ]);
  });

  test("twenty drops want four units each of thirty at once: seven get them", async () => {
    const variantId = await openVariant(30);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        transact((s) => stock.allocate({ variantId, quantity: 4, dropId: newId(), by }, s)),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(7);
    expect(await availableOf(variantId)).toBe(2);
  });

  test("what is taken in a transaction that fails is there again", async () => {
    const variantId = await openVariant(5);
    const failing = transact(async (session) => {
      await stock.allocate({ variantId, quantity: 5, dropId: newId(), by }, session);
      throw new Error("the drop could not be written");
    });
    await expect(failing).rejects.toThrow("the drop could not be written");
    expect(await availableOf(variantId)).toBe(5);
    expect(await ledgerOf(variantId)).toHaveLength(1);
  });

  test("a retired variant gives no more units, but takes back those that are out", async () => {
    const variantId = await openVariant(5);
    const dropId = newId();
    await transact((s) => stock.allocate({ variantId, quantity: 2, dropId, by }, s));
    await transact((s) => stock.retire(variantId, s));
    expect(await transact((s) => stock.allocate({ variantId, quantity: 1, dropId: newId(), by }, s))).toBe(
      false,
    );
    expect(await transact((s) => stock.giveBack({ variantId, quantity: 2, dropId }, s))).toBe(true);
    expect(await availableOf(variantId)).toBe(5);
  });

  test("an entry cannot be rewritten, even by code that has the model in its hands", async () => {
    const variantId = await openVariant(5);
    await server.parts.db.model("StockEntry").updateOne({ variantId }, { $set: { change: 500 } });
    expect((await ledgerOf(variantId)).map(({ change }) => change)).toEqual([5]);
  });
});

/** Units that a drop took of a variant, as the database has it. */
const allocationOf = async (dropId: string, variantId: string): Promise<number | undefined> => {
  const entry = await server.parts.db
    .collection("stock_entries")
    .findOne({ variantId: new Types.ObjectId(variantId), reference: `drop:${dropId}:allocated` });
  const quantity: unknown = entry?.quantity;
  return typeof quantity === "number" ? quantity : undefined;
};

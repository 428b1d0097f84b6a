import type { Refusal } from "@showdrop/shared";
import type { DiscountStore } from "../discounts/discounts.store.ts";
import type { DropStore } from "../drops/drops.store.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import { together } from "../kit/together.ts";
import type { InTurn } from "../kit/turns.ts";
import { dropLinesOf, shelfLinesOf, turnOfUnits } from "../orders/order-lines.ts";
import type { NewOrder, OrderRecord } from "../orders/order-record.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { StockStore } from "../stock/stock.store.ts";
import { unitsByPool, unitsOfLine } from "./order-units.ts";

export interface RecordNewDeps {
  db: Db;
  orders: Pick<OrderStore, "create">;
  drops: Pick<DropStore, "reserve">;
  stock: Pick<StockStore, "setAside">;
  /** Uses a discount code for an order. */
  redeemCode: DiscountStore["redeem"];
  inTurn: InTurn;
}

/** An order that is about to be written, and what its code takes off it in minor units. */
export interface OrderToBe {
  order: NewOrder;
  discount: number;
}

/** Thrown inside a transaction to leave no trace of it. */
export class TooFew extends Error {
  readonly line: NewOrder["lines"][number] | undefined;
  constructor(line: NewOrder["lines"][number] | undefined) {
    super("too few units are left");
    this.line = line;
  }
}

/** The same, where the code was used up in the last moment. */
export class CodeRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super("the code does not count any more");
    this.refusal = refusal;
  }
}

/** What an order is written to besides itself, and others at the same time. */
const turnsOf = ({ order: { shopId, code, lines } }: OrderToBe): string[] => [
  ...(code === null ? [] : [`code:${shopId}:${code}`]),
  ...lines.map(turnOfUnits),
];

const redeem = async (
  { redeemCode }: RecordNewDeps,
  { order, discount }: OrderToBe,
  session: DbSession,
): Promise<void> => {
  const { id: orderId, shopId, code, buyerId: customerId, createdAt: at } = order;
  if (code === null) return;
  const redeemed = await redeemCode({ shopId, code, orderId, customerId, at, amount: discount }, session);
  if (!redeemed.ok) throw new CodeRefused(redeemed.error);
};

/**
 * Writes an order with all its lines and sets its units aside in the record, all of it or nothing: those of holds in their
 * drops, those of the shelf in the ledger. What many order at once is written together.
 * @throws {TooFew} {CodeRefused} and what `orders.isClaimed` knows
 */
export const createRecordNew = (deps: RecordNewDeps): ((order: OrderToBe) => Promise<OrderRecord>) => {
  const { db, orders, drops, stock, inTurn } = deps;
  return together((all: readonly OrderToBe[]) => {
    const given = all.map(({ order }) => order);
    return inTurn([...new Set(all.flatMap(turnsOf))], () =>
      inTransaction(db, async (session) => {
        // The orders first: should another have their claims, that is what must be known, not that units are taken.
        const written = await orders.create(given, session);
        // Then the codes: whoever comes too late for one is told so before they stand in the way of others at the drop.
        for (const one of all) await redeem(deps, one, session);
        const dropLines = given.flatMap(dropLinesOf);
        for (const { dropId, variantId, quantity } of unitsByPool(dropLines))
          if (!(await drops.reserve(dropId, variantId, quantity, session)))
            throw new TooFew(dropLines.find((line) => line.source.dropId === dropId));
        for (const order of given)
          for (const line of shelfLinesOf(order))
            if (!(await stock.setAside(unitsOfLine(order, line), session))) throw new TooFew(line);
        return written;
      }),
    );
  });
};

import {
  type Address,
  type Locale,
  ok,
  type Quote,
  type Refusal,
  type Result,
  refuse,
} from "@showdrop/shared";
import type { StoredHold } from "../holds/hold.store.ts";
import { inTransaction } from "../kit/mongo.ts";
import { dropLinesOf, shelfLinesOf, turnOfUnits } from "../orders/order-lines.ts";
import type { NewOrder, OrderRecord } from "../orders/order-record.ts";
import { type ChosenLine, requirePayable } from "./choose-lines.ts";
import type { SettleDeps } from "./settle-order.ts";

/** Milliseconds to pay for what is not held: as long as the longest hold. */
const PAY_WITHIN_MS = 15 * 60_000;

/** A checkout whose every choice has been made and priced. */
export interface Purchase {
  shopId: string;
  buyer: { id: string; email: string };
  lines: readonly ChosenLine[];
  quote: Quote;
  delivery: NonNullable<Quote["delivery"]>;
  address: Address | null;
  locale: Locale;
}

/** Starts the clock of every hold in a purchase, for the last time. @returns when the first of them ends. */
const beginPaying = async (
  { holds, recount }: SettleDeps,
  { lines, buyer }: Purchase,
): Promise<Result<StoredHold[]>> => {
  const paying: StoredHold[] = [];
  for (const { source } of lines) {
    if (source.kind === "shelf") continue;
    const { dropId, holdId } = source;
    const hold = await recount.counted(dropId, () => holds.beginPaying(dropId, holdId, buyer.id));
    if (hold === null) return refuse("NOT_FOUND");
    const payable = requirePayable(hold);
    if (!payable.ok) return payable;
    paying.push(payable.data);
  }
  return ok(paying);
};

/** The record has fewer units left than Redis had promised (it lost writes): the record wins, and Redis is counted anew. */
const endHold = async (
  { holds, recount, tell }: SettleDeps,
  { dropId, holdId, showId }: { dropId: string; holdId: string; showId: string },
): Promise<void> => {
  const ended = await holds.end(dropId, holdId, "expired", ["paying"]);
  if (ended) tell.holdChanged(ended.hold, { id: dropId, showId }, null);
  await recount.recount(dropId);
};

/** Why an order could not be written; another order that has one of its claims is found by them. */
type Written = Result<OrderRecord> | "claimed";

/** Thrown inside a transaction to leave no trace of it. */
class TooFew extends Error {
  readonly line: NewOrder["lines"][number];
  constructor(line: NewOrder["lines"][number]) {
    super("too few units are left");
    this.line = line;
  }
}

/** The same, where the code was used up in the last moment. */
class CodeRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super("the code does not count any more");
    this.refusal = refusal;
  }
}

const discountOf = ({ totals }: Quote): number =>
  totals.discounts.reduce((sum, { amount }) => sum + amount.amount, 0);

/** What an order is written to besides itself, and others at the same time. */
const turnsOf = ({ shopId, code, lines }: NewOrder): string[] => [
  ...(code === null ? [] : [`code:${shopId}:${code}`]),
  ...new Set(lines.map(turnOfUnits)),
];

/**
 * Writes one order with all its lines and sets its units aside in the record, all of it or nothing: those of holds in
 * their drops, those of the shelf in the ledger.
 */
export const writeOrder = async (deps: SettleDeps, purchase: Purchase): Promise<Written> => {
  const { db, drops, orders, stock, tell, clock } = deps;
  const { shopId, buyer, lines, quote, delivery, address, locale } = purchase;
  const paying = await beginPaying(deps, purchase);
  if (!paying.ok) return paying;
  const now = clock.now();
  const expiresAt = Math.min(now + PAY_WITHIN_MS, ...paying.data.map((hold) => hold.expiresAt));
  const id = orders.newId();
  const given: NewOrder = {
    id,
    shopId,
    showId: lines.find(({ source }) => source.kind === "drop")?.showId ?? lines[0]?.showId ?? null,
    buyerId: buyer.id,
    email: buyer.email,
    lines: lines.map(({ showId: _, ...line }, i) => {
      const totals = quote.lines[i];
      if (!totals) throw new Error("a quote has every line");
      return { ...line, id: orders.newId(), totals };
    }),
    totals: quote.totals,
    shippingTotals: quote.shipping,
    bundle: quote.bundle,
    code: quote.code,
    delivery,
    address,
    locale,
    createdAt: new Date(now),
    expiresAt: new Date(expiresAt),
  };
  try {
    const order = await deps.inTurn(turnsOf(given), () =>
      inTransaction(db, async (session) => {
        // The order first: should another have its claims, that is what must be known, not that its units are taken.
        const written = await orders.create(given, session);
        // Then the code: whoever comes too late for it is told so before they stand in the way of others at the drop.
        if (quote.code !== null) {
          const by = { shopId, code: quote.code, orderId: id, customerId: buyer.id, at: given.createdAt };
          const redeemed = await deps.redeemCode({ ...by, amount: discountOf(quote) }, session);
          if (!redeemed.ok) throw new CodeRefused(redeemed.error);
        }
        for (const line of dropLinesOf(given)) {
          const { source, variantId, quantity } = line;
          if (!(await drops.reserve(source.dropId, variantId, quantity, session))) throw new TooFew(line);
        }
        for (const line of shelfLinesOf(given)) {
          const { variantId, quantity } = line;
          if (!(await stock.setAside({ variantId, quantity, orderId: id, lineId: line.id }, session)))
            throw new TooFew(line);
        }
        return written;
      }),
    );
    for (const hold of paying.data) {
      const line = dropLinesOf(order).find(({ source }) => source.holdId === hold.id);
      if (line) tell.holdChanged(hold, { id: line.source.dropId, showId: line.source.showId }, order.id);
    }
    return ok(order);
  } catch (error) {
    if (orders.isClaimed(error)) return "claimed";
    if (error instanceof CodeRefused) return { ok: false, error: error.refusal };
    if (!(error instanceof TooFew)) throw error;
    const { source } = error.line;
    if (source.kind === "shelf") return refuse("CART_CHANGED", { path: "variantIds" });
    await endHold(deps, source);
    return refuse("HOLD_EXPIRED");
  }
};

import { type Address, type Locale, ok, type Quote, type Result, refuse } from "@showdrop/shared";
import type { StoredHold } from "../holds/hold.store.ts";
import { dropLinesOf } from "../orders/order-lines.ts";
import type { NewOrder, OrderRecord } from "../orders/order-record.ts";
import { type ChosenLine, requirePayable } from "./choose-lines.ts";
import { CodeRefused, TooFew } from "./record-new.ts";
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

const discountOf = ({ totals }: Quote): number =>
  totals.discounts.reduce((sum, { amount }) => sum + amount.amount, 0);

/** Starts the last clock of a purchase's holds and makes it an order that can be paid. */
export const writeOrder = async (deps: SettleDeps, purchase: Purchase): Promise<Written> => {
  const { orders, tell, clock } = deps;
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
    const order = await deps.recordNew({ order: given, discount: discountOf(quote) });
    for (const hold of paying.data) {
      const line = dropLinesOf(order).find(({ source }) => source.holdId === hold.id);
      if (line) tell.holdChanged(hold, { id: line.source.dropId, showId: line.source.showId }, order.id);
    }
    return ok(order);
  } catch (error) {
    if (orders.isClaimed(error)) return "claimed";
    if (error instanceof CodeRefused) return { ok: false, error: error.refusal };
    if (!(error instanceof TooFew)) throw error;
    const source = error.line?.source;
    if (source?.kind !== "drop") return refuse("CART_CHANGED", { path: "variantIds" });
    await endHold(deps, source);
    return refuse("HOLD_EXPIRED");
  }
};

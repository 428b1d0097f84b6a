import { DiscountCode, type Money, ok, type Result, refuse } from "@showdrop/shared";
import type { Limits } from "../edge/limits.ts";
import type { DiscountRecord, DiscountStore } from "./discounts.store.ts";

export interface CheckCodeDeps {
  discounts: Pick<DiscountStore, "findByCode" | "usedBy" | "usedByOrders">;
  limits: Limits;
}

/** Who wants to use a code: `network` is where they call from, for those who guess. */
export interface CodeUser {
  id: string;
  network: string;
}

export interface CodeOrder {
  shopId: string;
  showId: string | null;
  customer: CodeUser;
  /** What the items cost before discounts. */
  items: Money;
  /** Orders in whose place this one would come; what they use is free for it. */
  instead: readonly string[];
  at: Date;
}

/** Whether somebody has tried too many codes that were not there; and the count of one more. */
const guesses = (limits: Limits, { id, network }: CodeUser) => {
  const each = async (ask: Limits["take"]) =>
    (await ask("wrongCode", id)) ?? (await ask("wrongCodeAddress", network));
  return { tooMany: () => each(limits.spent), count: () => each(limits.take) };
};

/** Whether a discount counts for an order; the shop's words for "no" are as precise as a buyer needs to do better. */
const judge = (
  discount: DiscountRecord,
  { showId, items, at }: CodeOrder,
  { used, usedByThem }: { used: number; usedByThem: number },
) => {
  const { benefit, minimum, quota, perPerson } = discount;
  if (discount.startsAt !== null && at < discount.startsAt) return refuse("CODE_NOT_YET");
  if (discount.endsAt !== null && at >= discount.endsAt) return refuse("CODE_OVER");
  if (discount.showId !== null && discount.showId !== showId) return refuse("CODE_ELSEWHERE");
  const amounts = [minimum, benefit.kind === "amount" ? benefit.amount : null];
  if (amounts.some((money) => money !== null && money.currency !== items.currency))
    return refuse("CODE_ELSEWHERE");
  if (minimum !== null && items.amount < minimum.amount) return refuse("CODE_MINIMUM");
  if (quota !== null && used >= quota) return refuse("CODE_USED_UP");
  if (perPerson !== null && usedByThem >= perPerson) return refuse("CODE_USED_BY_YOU");
  return ok(discount);
};

/**
 * The discount of a code, when it counts for an order. Whoever tries many that are not there has to wait, also for one
 * that is.
 * Refuses with a CODE_ refusal at `code`, or TOO_MANY_REQUESTS.
 */
export const createCheckCode =
  ({ discounts, limits }: CheckCodeDeps) =>
  async (typed: string, order: CodeOrder): Promise<Result<DiscountRecord>> => {
    const { tooMany, count } = guesses(limits, order.customer);
    const wait = await tooMany();
    if (wait) return { ok: false, error: { ...wait, path: "code" } };
    const code = DiscountCode.safeParse(typed);
    const found = code.success ? await discounts.findByCode(order.shopId, code.data) : null;
    if (!found?.active) {
      await count();
      return refuse("CODE_UNKNOWN", { path: "code" });
    }
    const free = await discounts.usedByOrders(found.id, order.instead);
    const usedByThem = (await discounts.usedBy(found.id, order.customer.id)) - free;
    const judged = judge(found, order, { used: found.used - free, usedByThem });
    return judged.ok ? judged : { ok: false, error: { ...judged.error, path: "code" } };
  };

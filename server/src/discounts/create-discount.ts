import { type CreateDiscount, type Discount, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { Transact } from "../kit/mongo.ts";
import { type DiscountStore, toWireDiscount } from "./discounts.store.ts";

export interface CreateDiscountDeps {
  discounts: DiscountStore;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  findShow(id: string): Promise<{ shopId: string } | null>;
}

/** Makes a code, for the whole shop or for one show of it. Refuses with NOT_FOUND or CODE_TAKEN. */
export const createDiscount = async (
  { discounts, audit, transact, clock, findShow }: CreateDiscountDeps,
  { shopId, actorId, form }: { shopId: string; actorId: string; form: CreateDiscount },
): Promise<Result<Discount>> => {
  if (form.showId !== null && (await findShow(form.showId))?.shopId !== shopId)
    return refuse("NOT_FOUND", { path: "showId" });
  return transact(async (session) => {
    const made = await discounts.create(shopId, form, new Date(clock.now()), session);
    if (!made.ok) return made;
    const subject = `discount:${made.data.id}`;
    await audit.record({ actorId, action: "discount:create", subject, shopId, after: made.data }, session);
    return ok(toWireDiscount(made.data));
  });
};

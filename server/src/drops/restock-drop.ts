import { ok, type RestockDrop, type Result, refuse } from "@showdrop/shared";
import type { DbSession } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";
import type { DropRecord } from "./drop.schema.ts";
import { type SteerDeps, steer } from "./steer-drop.ts";

export interface RestockDeps extends SteerDeps {
  allocateMore(
    move: { variantId: string; quantity: number; dropId: string; by: string; attempt: string },
    session: DbSession,
  ): Promise<boolean>;
}

/**
 * Adds units from a variant's stock to a drop; those in line are offered them first. The same key adds them once. Refuses
 * with STOCK_TOO_LOW, DROP_CLOSED, NOT_FOUND (no such variant in it) or IDEMPOTENCY_KEY_REUSED.
 */
export const restockDrop = (
  deps: RestockDeps,
  { id, shopId }: DropRecord,
  { variantId, quantity }: RestockDrop,
  { actorId, key }: { actorId: string; key: string },
): Promise<Result<DropRecord>> =>
  steer(deps, async (session) => {
    const { drops, allocateMore, audit } = deps;
    const drop = await drops.find(id, session);
    if (!drop?.pools.some((pool) => pool.variantId === variantId))
      return refuse("NOT_FOUND", { path: "variantId" });
    const attempt = `${actorId}:${key}`;
    const fingerprint = sha256(JSON.stringify([variantId, quantity]));
    const known = drop.restocks.find((restock) => restock.attempt === attempt);
    if (known) return known.fingerprint === fingerprint ? ok(drop) : refuse("IDEMPOTENCY_KEY_REUSED");
    // The units first: what is not in stock is never promised.
    const there = await allocateMore({ variantId, quantity, dropId: id, by: actorId, attempt }, session);
    if (!there) return refuse("STOCK_TOO_LOW", { path: "quantity" });
    const grown = await drops.restock(id, { variantId, quantity, attempt, fingerprint }, session);
    if (!grown) return refuse("DROP_CLOSED");
    const after = { variantId, quantity };
    await audit({ actorId, action: "drop:restock", subject: `drop:${id}`, shopId, after }, session);
    return ok(grown);
  });

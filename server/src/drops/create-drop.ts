import { type CreateDrop, ok, type Product, type Result, refuse, type Variant } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";
import type { DropAnnouncer } from "./announce-drops.ts";
import { onShowClock, type ShowClock } from "./drop-clock.ts";
import type { DropRecord, DropStore } from "./drops.store.ts";
import type { Recount } from "./recount-drop.ts";

export interface CreateDropDeps {
  db: Db;
  drops: DropStore;
  recount: Recount;
  announcer: DropAnnouncer;
  clock: Clock;
  findVariant(variantId: string): Promise<{ product: Product; variant: Variant } | null>;
  allocate(
    move: { variantId: string; quantity: number; dropId: string; by: string },
    session: DbSession,
  ): Promise<boolean>;
}

interface ShowOfDrop extends ShowClock {
  id: string;
  shopId: string;
  status: string;
  turn: number;
}

/** Takes units out of a variant's stock and puts them on sale in a show. The same key gives the same drop. */
export const createDrop = async (
  { db, drops, recount, announcer, clock, findVariant, allocate }: CreateDropDeps,
  show: ShowOfDrop,
  userId: string,
  key: string,
  given: CreateDrop,
): Promise<Result<DropRecord>> => {
  const attempt = `${userId}:${key}`;
  const fingerprint = sha256(JSON.stringify([show.id, given]));
  const before = await drops.findByAttempt(attempt, fingerprint);
  if (before) {
    // The first attempt may have been cut off before anybody heard of the drop.
    if (before.ok && !before.data.closedAt) await announcer.changed(before.data.id);
    return before;
  }

  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  if (given.opensAt === null && show.status === "scheduled")
    return refuse("SHOW_NOT_LIVE", { path: "opensAt" });
  const found = await findVariant(given.variantId);
  if (found?.product.shopId !== show.shopId) return refuse("PRODUCT_NOT_IN_SHOP", { path: "variantId" });
  const { product, variant } = found;
  if (given.price.currency !== product.currency) return refuse("CURRENCY_MISMATCH", { path: "price" });

  const id = drops.newId();
  const { variantId, quantity, price, perCustomer, openSeconds, holdSeconds } = given;
  const now = clock.now();
  const opensIn = given.opensAt === null ? 0 : Math.max(0, Date.parse(given.opensAt) - now);
  try {
    const allocated = await inTransaction(db, async (session) => {
      // The units first: a drop that cannot be filled is never written, and a repeated key undoes the move.
      if (!(await allocate({ variantId, quantity, dropId: id, by: userId }, session))) return false;
      await drops.create(
        {
          id,
          showId: show.id,
          shopId: show.shopId,
          productId: product.id,
          variantId,
          title: product.title,
          imageUrl: product.images[0]?.url ?? null,
          variantName: variant.name,
          price,
          regularPrice: variant.price,
          quantity,
          perCustomer,
          holdSeconds,
          opensAt: new Date(onShowClock(show, now) + opensIn),
          openSeconds,
          turn: show.turn,
        },
        attempt,
        fingerprint,
        session,
      );
      return true;
    });
    if (!allocated) return refuse("STOCK_TOO_LOW", { path: "quantity" });
  } catch (error) {
    const first = drops.isRepeatedAttempt(error) ? await drops.findByAttempt(attempt, fingerprint) : null;
    if (!first) throw error;
    return first;
  }
  await recount.recount(id);
  const drop = await drops.find(id);
  if (!drop) throw new Error("the drop just made is gone");
  await announcer.changed(id);
  return ok(drop);
};

import { type CreateDrop, ok, type Product, type Result, refuse, type Variant } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import { newSeed } from "../kit/draw.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";
import type { DropAnnouncer } from "./announce-drops.ts";
import type { DropRecord } from "./drop.schema.ts";
import { onShowClock, type ShowClock } from "./drop-clock.ts";
import type { DropStore, NewDrop } from "./drops.store.ts";
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
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

interface ShowOfDrop extends ShowClock {
  id: string;
  shopId: string;
  status: string;
  turn: number;
}

interface Offer {
  product: Product;
  pools: NewDrop["pools"];
}

/** The variants that are put on sale; all of one product of the shop. */
const findOffer = async (
  { findVariant }: Pick<CreateDropDeps, "findVariant">,
  shopId: string,
  given: CreateDrop["pools"],
): Promise<Result<Offer>> => {
  const pools: NewDrop["pools"] = [];
  let product: Product | null = null;
  for (const [index, { variantId, quantity, price }] of given.entries()) {
    const found = await findVariant(variantId);
    if (found?.product.shopId !== shopId || (product && found.product.id !== product.id))
      return refuse("PRODUCT_NOT_IN_SHOP", { path: `pools.${index}.variantId` });
    if (price.currency !== found.product.currency)
      return refuse("CURRENCY_MISMATCH", { path: `pools.${index}.price` });
    product = found.product;
    const { name: variantName, price: regularPrice } = found.variant;
    pools.push({ variantId, variantName, price, regularPrice, quantity });
  }
  return product ? ok({ product, pools }) : refuse("PRODUCT_NOT_IN_SHOP", { path: "pools" });
};

/** Takes units out of the variants' stock and puts them on sale in a show. The same key gives the same drop. */
export const createDrop = async (
  deps: CreateDropDeps,
  show: ShowOfDrop,
  userId: string,
  key: string,
  given: CreateDrop,
): Promise<Result<DropRecord>> => {
  const { db, drops, recount, announcer, clock, allocate, audit } = deps;
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
  const offer = await findOffer(deps, show.shopId, given.pools);
  if (!offer.ok) return offer;
  const { product, pools } = offer.data;

  const id = drops.newId();
  const { perCustomer, openSeconds, holdSeconds, earlyAccess, fairStart, capture } = given;
  const now = clock.now();
  const opensIn = given.opensAt === null ? 0 : Math.max(0, Date.parse(given.opensAt) - now);
  const drop: NewDrop = {
    ...{ id, showId: show.id, shopId: show.shopId, productId: product.id, pools },
    title: product.title,
    imageUrl: product.images[0]?.url ?? null,
    ...{ perCustomer, holdSeconds, openSeconds, earlyAccess, capture, turn: show.turn },
    opensAt: new Date(onShowClock(show, now) + opensIn),
    // Kept in the same write as the drop, so that what is published of the seed can always be redeemed.
    fairStart: fairStart ? { ...newSeed(), drawnAt: null, entries: 0 } : null,
  };
  try {
    const written = await inTransaction(db, async (session): Promise<Result<null>> => {
      // The units first: a drop that cannot be filled is never written, and a repeated key undoes the move.
      for (const [index, { variantId, quantity }] of pools.entries())
        if (!(await allocate({ variantId, quantity, dropId: id, by: userId }, session))) {
          await session.abortTransaction();
          return refuse("STOCK_TOO_LOW", { path: `pools.${index}.quantity` });
        }
      await drops.create(drop, attempt, fingerprint, session);
      const after = { ...given, commit: drop.fairStart?.commit ?? null };
      const { shopId } = show;
      await audit({ actorId: userId, action: "drop:create", subject: `drop:${id}`, after, shopId }, session);
      return ok(null);
    });
    if (!written.ok) return written;
  } catch (error) {
    const first = drops.isRepeatedAttempt(error) ? await drops.findByAttempt(attempt, fingerprint) : null;
    if (!first) throw error;
    return first;
  }
  await recount.recount(id);
  const created = await drops.find(id);
  if (!created) throw new Error("the drop just made is gone");
  await announcer.changed(id);
  return ok(created);
};

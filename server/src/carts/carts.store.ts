import { type Currency, MAX_CART_QUANTITY, MAX_ORDER_LINES, type Money } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";
import { Unavailable } from "../kit/errors.ts";
import { type Db, type DbSession, inTransaction, isDuplicateKey } from "../kit/mongo.ts";

/** Units from the shelf that somebody wants. */
export interface CartItem {
  variantId: string;
  quantity: number;
  /** What one cost when they last said how many. */
  price: Money;
  /** The show in which it was put into the cart. */
  showId: string | null;
}

/** A customer's cart in a shop, as the record has it. Running holds are in no cart: they are looked up. */
export interface CartRecord {
  userId: string;
  shopId: string;
  revision: number;
  items: CartItem[];
}

interface CartDocument extends Omit<CartRecord, "userId" | "shopId"> {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  shopId: Types.ObjectId;
  /** The idempotency keys under which something was put in last. */
  keys: string[];
  changedAt: Date;
}

/** Seconds after its last change that a cart is forgotten: what somebody wanted a season ago they want no more. */
const FORGET_AFTER_SECONDS = 90 * 24 * 3600;
/** Keys remembered with a cart: retries of a lost answer come at once, not after so many others. */
const KEYS_KEPT = 20;
/** Times to read again when another device changes the cart in the same moment. */
const TRIES = 10;

const money = new Schema<Money>(
  { amount: { type: Number, required: true }, currency: { type: String, required: true } },
  { _id: false },
);
const cartSchema = new Schema<CartDocument>({
  userId: { type: Schema.Types.ObjectId, required: true },
  shopId: { type: Schema.Types.ObjectId, required: true },
  revision: { type: Number, required: true },
  items: [
    new Schema<CartItem>(
      {
        variantId: { type: String, required: true },
        quantity: { type: Number, required: true },
        price: { type: money, required: true },
        showId: { type: String, default: null },
      },
      { _id: false },
    ),
  ],
  keys: { type: [String], required: true },
  changedAt: { type: Date, required: true, index: { expireAfterSeconds: FORGET_AFTER_SECONDS } },
});
cartSchema.index({ userId: 1, shopId: 1 }, { unique: true });

const toRecord = ({ userId, shopId, revision, items }: CartDocument): CartRecord => ({
  userId: userId.toHexString(),
  shopId: shopId.toHexString(),
  revision,
  items,
});

/** What all of a cart is sold in; null while it is empty. */
export const currencyOf = (items: readonly CartItem[]): Currency | null => items[0]?.price.currency ?? null;

/** Both carts in one, as much of it as fits; of two currencies the first cart's stays. */
const merged = (own: readonly CartItem[], others: readonly CartItem[]): CartItem[] => {
  const items = new Map(own.map((item) => [item.variantId, item]));
  for (const item of others) {
    const mine = items.get(item.variantId);
    const quantity = Math.min(MAX_CART_QUANTITY, item.quantity + (mine?.quantity ?? 0));
    items.set(item.variantId, { ...item, ...mine, quantity });
  }
  const [first] = items.values();
  return [...items.values()]
    .filter(({ price }) => price.currency === first?.price.currency)
    .slice(0, MAX_ORDER_LINES);
};

/** Without what was bought. */
const without = (
  items: readonly CartItem[],
  bought: readonly { variantId: string; quantity: number }[],
): CartItem[] =>
  items.flatMap((item) => {
    const taken = bought
      .filter(({ variantId }) => variantId === item.variantId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return item.quantity > taken ? [{ ...item, quantity: item.quantity - taken }] : [];
  });

export type CartStore = ReturnType<typeof createCartStore>;

/** The carts of customers: accounts and guests. */
export const createCartStore = (db: Db, clock: { now(): number }) => {
  const carts = db.model<CartDocument>("Cart", cartSchema);
  const changedAt = (): Date => new Date(clock.now());

  const find = async (userId: string, shopId: string, session?: DbSession): Promise<CartDocument | null> =>
    carts
      .findOne({ userId, shopId })
      .session(session ?? null)
      .lean<CartDocument>();

  /** Writes new items over the cart that was read, or nothing when it has changed since. */
  const write = async (
    before: CartDocument,
    change: Pick<CartDocument, "items"> & { keys?: string[] },
    session?: DbSession,
  ): Promise<CartRecord | null> => {
    const found = await carts
      .findOneAndUpdate(
        { _id: before._id, revision: before.revision },
        { ...change, revision: before.revision + 1, changedAt: changedAt() },
        { returnDocument: "after", session: session ?? null },
      )
      .lean<CartDocument>();
    return found && toRecord(found);
  };

  const begin = async (userId: string, shopId: string): Promise<void> => {
    try {
      await carts.create({ userId, shopId, revision: 0, items: [], keys: [], changedAt: changedAt() });
    } catch (error) {
      // Another page began it in the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  };

  return {
    /** @returns an empty cart for somebody who has none. */
    async read(userId: string, shopId: string): Promise<CartRecord> {
      const found = await find(userId, shopId);
      return found ? toRecord(found) : { userId, shopId, revision: 0, items: [] };
    },

    /**
     * Changes a cart. Two devices that do so at once both have their effect, one after the other.
     * @param key under which the change is made once; a repeat changes nothing
     */
    async change(
      userId: string,
      shopId: string,
      change: (items: readonly CartItem[]) => CartItem[],
      key: string | null = null,
    ): Promise<CartRecord> {
      for (let tries = 0; tries < TRIES; tries++) {
        const before = await find(userId, shopId);
        if (!before) {
          await begin(userId, shopId);
          continue;
        }
        if (key !== null && before.keys.includes(key)) return toRecord(before);
        const keys = key === null ? {} : { keys: [...before.keys, key].slice(-KEYS_KEPT) };
        const after = await write(before, { items: change(before.items), ...keys });
        if (after) return after;
      }
      throw new Unavailable("the cart");
    },

    /** Takes what was bought out of a cart. @returns it as it is then; null when none of it was in there. */
    async take(
      userId: string,
      shopId: string,
      bought: readonly { variantId: string; quantity: number }[],
      session: DbSession,
    ): Promise<CartRecord | null> {
      if (bought.length === 0) return null;
      const before = await find(userId, shopId, session);
      if (!before) return null;
      return write(before, { items: without(before.items, bought) }, session);
    },

    /** Puts a guest's carts into those of an account. @returns the carts that changed. */
    merge: (guestId: string, userId: string): Promise<CartRecord[]> =>
      inTransaction(db, async (session) => {
        const theirs = await carts.find({ userId: guestId }).session(session).lean<CartDocument[]>();
        const changed: CartRecord[] = [];
        for (const cart of theirs) {
          await carts.deleteOne({ _id: cart._id }, { session });
          const shopId = cart.shopId.toHexString();
          const own = await find(userId, shopId, session);
          if (own) {
            const after = await write(own, { items: merged(own.items, cart.items) }, session);
            if (after) changed.push(after);
          } else {
            const { items } = cart;
            await carts.create([{ userId, shopId, revision: 1, items, keys: [], changedAt: changedAt() }], {
              session,
            });
            changed.push({ userId, shopId, revision: 1, items });
          }
        }
        return changed;
      }),
  };
};

import { Schema, type Types, trusted } from "mongoose";
import { byId } from "../kit/by-id.ts";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";
import type { AccountStanding } from "../payments/stripe-accounts.ts";

/** A shop's payout account, as it was seen last. */
export interface PayoutAccountRecord extends AccountStanding {
  shopId: string;
  accountId: string;
  checkedAt: Date;
}

interface AccountDocument extends Omit<PayoutAccountRecord, "shopId"> {
  _id: Types.ObjectId;
}

const accountSchema = new Schema<AccountDocument>({
  _id: { type: Schema.Types.ObjectId, required: true },
  accountId: { type: String, required: true, unique: true },
  state: { type: String, required: true, index: true },
  needs: { type: [String], required: true },
  deadline: { type: Date, default: null },
  checkedAt: { type: Date, required: true },
});

const toAccount = ({ _id, ...rest }: AccountDocument): PayoutAccountRecord => ({
  ...rest,
  shopId: _id.toHexString(),
});

export type PayoutAccountStore = ReturnType<typeof createPayoutAccountStore>;

/** Which account at the provider is a shop's, and how it stands. */
export const createPayoutAccountStore = (db: Db) => {
  const accounts = db.model<AccountDocument>("PayoutAccount", accountSchema);
  const read = byId(accounts);
  return {
    async ofShop(shopId: string): Promise<PayoutAccountRecord | null> {
      const found = await read(shopId);
      return found && toAccount(found);
    },

    /** @returns false when the shop has one already. */
    async add(shopId: string, accountId: string, now: Date, session: DbSession): Promise<boolean> {
      try {
        await accounts.create(
          [{ _id: shopId, accountId, state: "incomplete", needs: [], deadline: null, checkedAt: now }],
          { session },
        );
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Parts a shop from its account; payments that were taken with it keep it. */
    async forget(shopId: string, session: DbSession): Promise<void> {
      await accounts.deleteOne({ _id: shopId }, { session });
    },

    /** Keeps how an account stood when the provider was asked, unless it was asked again since. */
    async note(accountId: string, standing: AccountStanding, askedAt: Date): Promise<void> {
      await accounts.updateOne(
        { accountId, checkedAt: trusted({ $lte: askedAt }) },
        { ...standing, checkedAt: askedAt },
      );
    },

    /** Accounts that were not looked at since: those that are not ready since `unready`, the others since `ready`. */
    async unseenSince(since: { unready: Date; ready: Date }): Promise<PayoutAccountRecord[]> {
      const found = await accounts
        .find({
          $or: [
            { state: trusted({ $ne: "ready" }), checkedAt: trusted({ $lt: since.unready }) },
            { checkedAt: trusted({ $lt: since.ready }) },
          ],
        })
        .sort({ checkedAt: 1 })
        .limit(100)
        .lean<AccountDocument[]>();
      return found.map(toAccount);
    },
  };
};

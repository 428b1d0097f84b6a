import type { Me, ShopRole } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../kit/mongo.ts";
import { createShopStore } from "./shops.store.ts";

interface MemberDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  userId: Types.ObjectId;
  role: ShopRole;
}

const memberSchema = new Schema<MemberDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true, index: true },
  role: { type: String, required: true },
});
memberSchema.index({ shopId: 1, userId: 1 }, { unique: true });

export type MemberStore = ReturnType<typeof createMemberStore>;

/** Who has which role in which shop. */
export const createMemberStore = (db: Db) => {
  const members = db.model<MemberDocument>("Member", memberSchema);
  const shops = createShopStore(db);
  return {
    /** @returns false when the person has a role there already. */
    async add(
      given: { shopId: string; userId: string; role: ShopRole },
      session: DbSession,
    ): Promise<boolean> {
      try {
        await members.create([given], { session });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Takes a role away, unless it is the owner's. @returns the role they had, or null. */
    async remove(shopId: string, userId: string, session: DbSession): Promise<ShopRole | null> {
      const found = await members
        .findOneAndDelete({ shopId, userId, role: trusted({ $ne: "owner" }) }, { session })
        .lean<MemberDocument>();
      return found?.role ?? null;
    },

    /** Gives another role, unless they are the owner. @returns the role they had, or null. */
    async setRole(
      { shopId, userId, role }: { shopId: string; userId: string; role: ShopRole },
      session: DbSession,
    ): Promise<ShopRole | null> {
      const found = await members
        .findOneAndUpdate({ shopId, userId, role: trusted({ $ne: "owner" }) }, { role }, { session })
        .lean<MemberDocument>();
      return found?.role ?? null;
    },

    /** Makes a manager the owner and the owner a manager. @returns what stood against it; null when it is done */
    async handOver(
      { shopId, from, to }: { shopId: string; from: string; to: string },
      session: DbSession,
    ): Promise<"nobody's" | "no manager" | null> {
      const move = async (userId: string, was: ShopRole, becomes: ShopRole): Promise<boolean> => {
        const { modifiedCount } = await members.updateOne(
          { shopId, userId, role: was },
          { role: becomes },
          { session },
        );
        return modifiedCount === 1;
      };
      if (!(await move(from, "owner", "manager"))) return "nobody's";
      return (await move(to, "manager", "owner")) ? null : "no manager";
    },

    async roleOf(shopId: string, userId: string, session: DbSession | null = null): Promise<ShopRole | null> {
      const who = { shopId: new Types.ObjectId(shopId), userId: new Types.ObjectId(userId) };
      const found = await driverOf(members).findOne(who, session ? { session } : {});
      return found?.role ?? null;
    },

    /** Everybody with a role in the shop, in the order in which they came. */
    async ofShop(shopId: string): Promise<{ userId: string; role: ShopRole }[]> {
      const found = await members.find({ shopId }).sort({ _id: 1 }).lean<MemberDocument[]>();
      return found.map(({ userId, role }) => ({ userId: userId.toHexString(), role }));
    },

    async membershipsOf(userId: string): Promise<Me["memberships"]> {
      const found = await members.find({ userId }).sort({ _id: 1 }).lean<MemberDocument[]>();
      const cards = await shops.cards(found.map(({ shopId }) => shopId.toHexString()));
      return found.flatMap(({ shopId, role }) => {
        const card = cards.get(shopId.toHexString());
        return card ? [{ shopId: card.id, handle: card.handle, name: card.name, role }] : [];
      });
    },

    /** The role that these people have in every shop where they have one. */
    async rolesOf(userIds: readonly string[]): Promise<{ userId: string; shopId: string; role: ShopRole }[]> {
      const found = await members.find({ userId: trusted({ $in: [...userIds] }) }).lean<MemberDocument[]>();
      return found.map(({ userId, shopId, role }) => ({
        userId: userId.toHexString(),
        shopId: shopId.toHexString(),
        role,
      }));
    },
  };
};

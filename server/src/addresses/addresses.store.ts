import { type Address, PostalAddress, type SaveAddress, type SavedAddress } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";
import type { Db } from "../kit/mongo.ts";

interface AddressDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  address: unknown;
  /** When it was made the default: the one made so last is it, and a deleted default is followed by the one before. */
  defaultAt: Date | null;
}

const addressSchema = new Schema<AddressDocument>({
  userId: { type: Schema.Types.ObjectId, required: true },
  address: { type: Schema.Types.Mixed, required: true },
  defaultAt: { type: Date, default: null },
});
addressSchema.index({ userId: 1, defaultAt: -1, _id: 1 });

export type AddressStore = ReturnType<typeof createAddressStore>;

/** The addresses that people keep. */
export const createAddressStore = (db: Db) => {
  const addresses = db.model<AddressDocument>("SavedAddress", addressSchema);
  return {
    /** The default first, then in the order in which they were kept. */
    async of(userId: string): Promise<SavedAddress[]> {
      const found = await addresses
        .find({ userId })
        .sort({ defaultAt: -1, _id: 1 })
        .lean<AddressDocument[]>();
      return found.map(({ _id, address }, index) => ({
        id: _id.toHexString(),
        address: PostalAddress.parse(address),
        isDefault: index === 0,
      }));
    },

    /** @returns its id */
    async add(userId: string, { address, isDefault }: SaveAddress, at: Date): Promise<string> {
      const made = await addresses.create({ userId, address, defaultAt: isDefault ? at : null });
      return made._id.toHexString();
    },

    /** @returns false when this person has no such address */
    async edit(
      userId: string,
      id: string,
      { address, isDefault }: { address: Address; isDefault: boolean },
      at: Date,
    ): Promise<boolean> {
      const { matchedCount } = await addresses.updateOne(
        { _id: id, userId },
        { $set: { address, ...(isDefault ? { defaultAt: at } : {}) } },
      );
      return matchedCount === 1;
    },

    /** @returns false when this person has no such address */
    async remove(userId: string, id: string): Promise<boolean> {
      return (await addresses.deleteOne({ _id: id, userId })).deletedCount === 1;
    },
  };
};

import { Schema, type Types } from "mongoose";
import { byId } from "../kit/by-id.ts";
import type { Db } from "../kit/mongo.ts";

interface CustomerDocument {
  /** The person's id here. */
  _id: Types.ObjectId;
  customerId: string;
  /** The setup with which they may keep a card next, and how many came before it. */
  setupId?: string | null;
  setupsBefore?: number;
}

const customerSchema = new Schema<CustomerDocument>({
  _id: { type: Schema.Types.ObjectId, required: true },
  customerId: { type: String, required: true },
  setupId: { type: String },
  setupsBefore: { type: Number },
});

/** Where somebody stands who keeps cards without paying: the setup they were given last, and how many came before it. */
export interface SetupTurn {
  id: string | null;
  before: number;
}

export type CustomerStore = ReturnType<typeof createCustomerStore>;

/** Who of the people is whom at the payment provider; only those who let it keep a card are anybody there. */
export const createCustomerStore = (db: Db) => {
  const customers = db.model<CustomerDocument>("PaymentCustomer", customerSchema);
  const read = byId(customers);
  /** Of somebody whose turn it still is: nobody had one before means that no number stands there. */
  const inTurn = (userId: string, { before }: SetupTurn) => ({
    _id: userId,
    setupsBefore: before === 0 ? null : before,
  });
  return {
    async find(userId: string): Promise<string | null> {
      return (await read(userId))?.customerId ?? null;
    },
    async keep(userId: string, customerId: string): Promise<void> {
      await customers.updateOne({ _id: userId }, { customerId }, { upsert: true });
    },
    async setupTurn(userId: string): Promise<SetupTurn> {
      const found = await customers.findById(userId).lean<CustomerDocument>();
      return { id: found?.setupId ?? null, before: found?.setupsBefore ?? 0 };
    },
    /** Notes the setup that a turn gave, unless that turn is over. */
    async noteSetup(userId: string, turn: SetupTurn, setupId: string): Promise<void> {
      await customers.updateOne(inTurn(userId, turn), { setupId });
    },
    /** Ends a turn; that it ended already is fine. @returns the next one. */
    async endSetupTurn(userId: string, turn: SetupTurn): Promise<SetupTurn> {
      const next: SetupTurn = { id: null, before: turn.before + 1 };
      await customers.updateOne(inTurn(userId, turn), { setupId: null, setupsBefore: next.before });
      return next;
    },
  };
};

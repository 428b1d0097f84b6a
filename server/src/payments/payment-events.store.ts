import { Schema } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

interface EventDocument {
  _id: string;
  type: string;
  at: Date;
}

/** Seconds an event's id is remembered: Stripe resends for three days (docs.stripe.com/webhooks#retries). */
const REMEMBER_SECONDS = 30 * 24 * 3600;

const eventSchema = new Schema<EventDocument>({
  _id: { type: String, required: true },
  type: { type: String, required: true },
  at: { type: Date, required: true, index: { expireAfterSeconds: REMEMBER_SECONDS } },
});

export type PaymentEventStore = ReturnType<typeof createPaymentEventStore>;

/** Which of the provider's events have taken effect. */
export const createPaymentEventStore = (db: Db) => {
  const events = db.model<EventDocument>("PaymentEvent", eventSchema);
  return {
    async has(id: string): Promise<boolean> {
      return (await events.exists({ _id: id })) !== null;
    },
    async add(id: string, type: string, at: Date): Promise<void> {
      try {
        await events.create({ _id: id, type, at });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
  };
};

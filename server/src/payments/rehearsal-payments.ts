import { Schema } from "mongoose";
import { Fault } from "../kit/errors.ts";
import type { Db } from "../kit/mongo.ts";
import type { Payment, Payments } from "./payments.ts";
import type { PayoutAccounts } from "./stripe-accounts.ts";
import type { CardKeeper } from "./stripe-cards.ts";

interface PaymentDocument {
  /** Names the order and the attempt: the same give the same payment. */
  _id: string;
  orderId: string;
  amount: number;
  currency: Payment["received"]["currency"];
  status: "succeeded" | "cancelled";
  returned: number;
  at: Date;
}

const paymentSchema = new Schema<PaymentDocument>(
  {
    _id: { type: String, required: true },
    orderId: { type: String, required: true },
    amount: { type: Number, required: true },
    currency: { type: String, required: true },
    status: { type: String, required: true },
    returned: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  { collection: "rehearsal_payments" },
);

/** What every payment of a rehearsal is called. No provider's payment begins so: one is never taken for the other. */
const PREFIX = "rehearsal_";

/** There is nothing behind a rehearsal that could do this, and nobody is led to ask for it. */
const impossible = async (): Promise<never> => {
  throw new Fault("a rehearsal has no cards, no accounts and no disputes");
};

/**
 * Stands where the payment provider stands, in rehearsals alone: an order is paid as soon as its payment is opened, and
 * nothing is asked of anybody outside. It knows its own payments only.
 */
export const createRehearsalPayments = (db: Db) => {
  const payments = db.model<PaymentDocument>("RehearsalPayment", paymentSchema);
  const toPayment = ({ _id, orderId, amount, currency, status, returned }: PaymentDocument): Payment => ({
    ...{ id: _id, orderId, status },
    received: { amount: status === "succeeded" ? amount : 0, currency },
    returned: { amount: returned, currency },
    captureBefore: null,
    clientSecret: _id,
    asksBuyer: false,
  });
  const require = async (id: string): Promise<PaymentDocument> => {
    const found = await payments.findById(id).lean<PaymentDocument>();
    if (!found) throw new Fault(`no payment of a rehearsal: ${id}`);
    return found;
  };
  const idOf = (order: { id: string; paymentAttempt: number }): string =>
    `${PREFIX}${order.id}_${order.paymentAttempt}`;

  const provider: Payments = {
    async open(order) {
      const _id = idOf(order);
      const { amount, currency } = order.total;
      const fresh = { orderId: order.id, amount, currency, status: "succeeded", returned: 0, at: new Date() };
      await payments.updateOne({ _id }, { $setOnInsert: fresh }, { upsert: true });
      return toPayment(await require(_id));
    },
    async findOf(order) {
      const found = await payments.findById(idOf(order)).lean<PaymentDocument>();
      return found && toPayment(found);
    },
    read: async (id) => toPayment(await require(id)),
    // It succeeded the moment it was opened.
    cancel: async (id) => toPayment(await require(id)),
    capture: async (id) => toPayment(await require(id)),
    async refund(id, { amount, key }) {
      const payment = await require(id);
      if (payment.returned + amount.amount > payment.amount) return null;
      await payments.updateOne({ _id: id }, { $inc: { returned: amount.amount } });
      return { id: `${id}_${key}`, paymentId: id, amount, status: "succeeded" };
    },
    keepCard: async () => false,
    async accountOf(id) {
      const { currency, amount, returned } = await require(id);
      return {
        ...{ currency, destination: null, captured: amount, returned },
        ...{ fee: 0, feeReturned: 0, transferred: 0, reversed: 0 },
      };
    },
    readDispute: async () => null,
    eventsSince: async () => [],
    readEvent: () => null,
  };
  const cards: CardKeeper = {
    createCustomer: impossible,
    openSetup: impossible,
    readSetup: impossible,
    endSetup: impossible,
    cardsOf: async () => [],
    forgetCard: async () => false,
    forgetCustomer: async () => undefined,
  };
  const accountsAtProvider: PayoutAccounts = {
    open: impossible,
    onboardingUrl: impossible,
    standing: impossible,
    balance: impossible,
    payouts: impossible,
  };
  return { payments: provider, cards, accountsAtProvider };
};

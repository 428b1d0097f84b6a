import type { SavedCard } from "@showdrop/shared";
import type Stripe from "stripe";
import { isStripe, reach, reachAttempt } from "./stripe-client.ts";

/** The way on which one card can come to be kept without paying. */
export interface CardSetup {
  id: string;
  /** Whether a card can still be kept with it. */
  open: boolean;
  /** With this the page hands the card to the provider. */
  clientSecret: string;
}

/** The cards that people let the provider keep. Every call may throw `PaymentsUnavailable`. */
export interface CardKeeper {
  /** The provider's name for a person: the same person gives the same one. */
  createCustomer(userId: string, email: string): Promise<string>;
  /**
   * A setup of somebody, who had so many before: the same turn gives the same one.
   * @throws {PaymentAttemptSpent} when this turn can never give one.
   */
  openSetup(userId: string, customerId: string, before: number): Promise<CardSetup>;
  readSetup(setupId: string): Promise<CardSetup>;
  /** Lets no card be kept with it any more; that one was already, or that it ended or went before, is fine. */
  endSetup(setupId: string): Promise<void>;
  /** The newest first; a card that was kept twice is there once. */
  cardsOf(customerId: string): Promise<SavedCard[]>;
  /** @returns false when the customer keeps no such card. */
  forgetCard(customerId: string, cardId: string): Promise<boolean>;
  /** Deletes a customer there; one that is not there any more is fine. */
  forgetCustomer(customerId: string): Promise<void>;
}

const toCard = ({ id, card }: Stripe.PaymentMethod): SavedCard[] =>
  card
    ? [{ id, brand: card.brand, last4: card.last4, expiryMonth: card.exp_month, expiryYear: card.exp_year }]
    : [];

/** What tells a card from others, however often it was kept. */
const printOf = ({ id, card }: Stripe.PaymentMethod): string => card?.fingerprint ?? id;

const toSetup = ({ id, status, client_secret }: Stripe.SetupIntent): CardSetup => ({
  id,
  open: status !== "succeeded" && status !== "canceled" && status !== "processing",
  clientSecret: client_secret ?? "",
});

/** Stripe's most on one page; nobody here gets that far. */
const ALL_CARDS = 100;

export const createStripeCards = (stripe: Stripe): CardKeeper => {
  /** As Stripe lists them, the newest first. A customer that is not there any more keeps none. */
  const methodsOf = async (customerId: string): Promise<Stripe.PaymentMethod[]> => {
    const query = { type: "card", limit: ALL_CARDS } as const;
    try {
      return (await reach(stripe.customers.listPaymentMethods(customerId, query))).data;
    } catch (error) {
      if (isStripe(error, "resource_missing")) return [];
      throw error;
    }
  };

  return {
    async createCustomer(userId, email) {
      const { id } = await reach(
        stripe.customers.create({ email, metadata: { userId } }, { idempotencyKey: `customer_${userId}` }),
      );
      return id;
    },

    async openSetup(userId, customerId, before) {
      const creation = stripe.setupIntents.create(
        {
          customer: customerId,
          // Their owner is there when they pay, as with those that are kept while paying.
          usage: "on_session",
          allowed_payment_method_types: ["card"],
          metadata: { userId },
        },
        { idempotencyKey: `card_${userId}_${before}` },
      );
      return toSetup(await reachAttempt(creation));
    },

    async readSetup(setupId) {
      return toSetup(await reach(stripe.setupIntents.retrieve(setupId)));
    },

    async endSetup(setupId) {
      try {
        await reach(stripe.setupIntents.cancel(setupId, { cancellation_reason: "abandoned" }));
      } catch (error) {
        if (!["setup_intent_unexpected_state", "resource_missing"].some((code) => isStripe(error, code)))
          throw error;
      }
    },

    async cardsOf(customerId) {
      const methods = await methodsOf(customerId);
      const isNewest = (method: Stripe.PaymentMethod, index: number): boolean =>
        methods.findIndex((other) => printOf(other) === printOf(method)) === index;
      return methods.filter(isNewest).flatMap(toCard);
    },

    async forgetCard(customerId, cardId) {
      const methods = await methodsOf(customerId);
      const named = methods.find(({ id }) => id === cardId);
      if (!named) return false;
      for (const { id } of methods.filter((method) => printOf(method) === printOf(named)))
        await reach(stripe.paymentMethods.detach(id));
      return true;
    },

    async forgetCustomer(customerId) {
      try {
        await reach(stripe.customers.del(customerId));
      } catch (error) {
        if (!isStripe(error, "resource_missing")) throw error;
      }
    },
  };
};

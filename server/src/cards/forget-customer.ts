import type { SavedCard } from "@showdrop/shared";
import type { CardKeeper } from "../payments/stripe-cards.ts";
import type { CustomerStore } from "./customers.store.ts";

interface Deps {
  customers: CustomerStore;
  cards: CardKeeper;
}

/** The cards that the provider keeps for somebody. @throws {PaymentsUnavailable} */
export const createCardsOf =
  ({ customers, cards }: Deps) =>
  async (userId: string): Promise<SavedCard[]> => {
    const customerId = await customers.find(userId);
    return customerId === null ? [] : cards.cardsOf(customerId);
  };

/**
 * Has the provider forget somebody: the setup that a page may still hold, their cards, and that they were anybody there.
 * @throws {PaymentsUnavailable}
 */
export const createForgetCustomer =
  ({ customers, cards }: Deps) =>
  async (userId: string): Promise<void> => {
    const customerId = await customers.find(userId);
    if (customerId === null) return;
    const { id: setupId } = await customers.setupTurn(userId);
    if (setupId !== null) await cards.endSetup(setupId);
    for (const { id } of await cards.cardsOf(customerId)) await cards.forgetCard(customerId, id);
    await cards.forgetCustomer(customerId);
  };

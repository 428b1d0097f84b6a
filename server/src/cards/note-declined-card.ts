import type { CardKeeper } from "../payments/stripe-cards.ts";
import type { CustomerStore } from "./customers.store.ts";

export interface NoteDeclinedCardDeps {
  customers: CustomerStore;
  cards: CardKeeper;
  /** Counts a card that a bank refused. @returns whether that were too many of this person's. */
  tooManyDeclined(userId: string): Promise<boolean>;
}

/** A bank refused a card that was to be kept. Whoever tries one card after the other can try no more of them. */
export const noteDeclinedCard = async (
  { customers, cards, tooManyDeclined }: NoteDeclinedCardDeps,
  { setupId, userId, customerId }: { setupId: string; userId: string; customerId: string | null },
): Promise<void> => {
  // Not a setup of ours, or of somebody who is not here any more: nobody to count it for.
  if (customerId === null || (await customers.find(userId)) !== customerId) return;
  if (await tooManyDeclined(userId)) await cards.endSetup(setupId);
};

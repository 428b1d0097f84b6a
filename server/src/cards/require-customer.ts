import type { CardKeeper } from "../payments/stripe-cards.ts";
import type { CustomerStore } from "./customers.store.ts";

export interface RequireCustomerDeps {
  customers: CustomerStore;
  cards: CardKeeper;
}

/** More than anybody has in a purse; it also bounds what a page lists. */
export const MOST_CARDS = 10;

/** Who somebody is at the payment provider. Nobody is known there before they say yes to keeping a card. */
export const requireCustomer = async (
  { customers, cards }: RequireCustomerDeps,
  person: { id: string; email: string },
): Promise<string> => {
  const known = await customers.find(person.id);
  if (known) return known;
  const customerId = await cards.createCustomer(person.id, person.email);
  await customers.keep(person.id, customerId);
  return customerId;
};

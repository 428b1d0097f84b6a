import { ok, type Result, refuse } from "@showdrop/shared";
import { PaymentAttemptSpent } from "../payments/payments.ts";
import type { CardSetup } from "../payments/stripe-cards.ts";
import type { SetupTurn } from "./customers.store.ts";
import { MOST_CARDS, type RequireCustomerDeps, requireCustomer } from "./require-customer.ts";

interface Owner {
  id: string;
  email: string;
}

/**
 * The one setup with which somebody may keep a card now: the last one while it can still be used, else the next. Asked
 * twice at once, the provider gives the same one twice, because both ask for the same turn.
 */
const openSetup = async (deps: RequireCustomerDeps, owner: Owner, customerId: string): Promise<CardSetup> => {
  const { customers, cards } = deps;
  let turn: SetupTurn = await customers.setupTurn(owner.id);
  if (turn.id !== null) {
    const last = await cards.readSetup(turn.id);
    if (last.open) return last;
    turn = await customers.endSetupTurn(owner.id, turn);
  }
  try {
    const setup = await cards.openSetup(owner.id, customerId, turn.before);
    await customers.noteSetup(owner.id, turn, setup.id);
    return setup;
  } catch (error) {
    // Whatever came of that turn, nobody was told its secret: nothing is kept with it, and the next try is another turn.
    if (error instanceof PaymentAttemptSpent) await customers.endSetupTurn(owner.id, turn);
    throw error;
  }
};

/**
 * Begins to keep a card without paying. The card goes from the page to the provider; that it is kept is what the
 * provider's list says afterwards, so that there is nothing here to settle.
 */
export const addCard = async (
  deps: RequireCustomerDeps,
  owner: Owner,
): Promise<Result<{ clientSecret: string }>> => {
  const customerId = await requireCustomer(deps, owner);
  if ((await deps.cards.cardsOf(customerId)).length >= MOST_CARDS) return refuse("CARDS_FULL");
  const { clientSecret } = await openSetup(deps, owner, customerId);
  return ok({ clientSecret });
};

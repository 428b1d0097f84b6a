import { Address, orderRoutes, type Quote, type QuoteCheckout, Refusal } from "@showdrop/shared";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../lib/api.ts";
import type { Purchase } from "./purchase.ts";

type Wishes = Pick<QuoteCheckout, "address" | "delivery" | "code">;

const ask = async ({ shopId, holds, variantIds }: Purchase, wishes: Wishes): Promise<Quote> => {
  const answer = await call(orderRoutes.quoteCheckout, {
    params: { shopId },
    body: { holdIds: holds.map(({ id }) => id), variantIds: [...variantIds], ...wishes },
  });
  if (!answer.ok) throw answer.error;
  return answer.data;
};

/** What a purchase costs as it stands in the form, as the server says; the last answer stays while it is asked anew. */
export const useQuote = (
  purchase: Purchase,
  { address: entered, ...wishes }: Wishes,
): { quote: Quote | null; refusal: Refusal | null } => {
  // An address that is still being written says nothing about shipping yet.
  const address = Address.safeParse(entered).data ?? null;
  const about = {
    holdIds: purchase.holds.map(({ id }) => id),
    lines: purchase.items.map(({ key, quantity }) => [key, quantity]),
    ...{ address, ...wishes },
  };
  const { data, error } = useQuery({
    queryKey: [orderRoutes.quoteCheckout.path, purchase.shopId, about],
    queryFn: () => ask(purchase, { address, ...wishes }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { quote: data ?? null, refusal: error ? Refusal.parse(error) : null };
};

/** Whether a code counts for a purchase; else why not. */
export const tryCode = async (
  purchase: Purchase,
  { address, ...wishes }: Wishes,
): Promise<Refusal | null> => {
  try {
    await ask(purchase, { address: Address.safeParse(address).data ?? null, ...wishes });
    return null;
  } catch (fault) {
    return Refusal.parse(fault);
  }
};

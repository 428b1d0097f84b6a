import { type AddToCart, type Cart, cartRoutes, type Refusal, type Result } from "@showdrop/shared";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { mayHaveHappened, useAttempt } from "../../lib/use-attempt.ts";

const cartKey = (shopId: string) => keyOf(cartRoutes.readCart, { params: { shopId } });

/** A cart changed elsewhere, or what is held did: whatever carts are shown are asked for again. */
export const refreshCarts = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: keyOf(cartRoutes.readCart) });

/** My cart in a shop, as far as it is known. */
export const useCart = (shopId: string | undefined): Cart | null =>
  useAnswer(cartRoutes.readCart, { params: { shopId: shopId ?? "" } }, { enabled: shopId !== undefined })
    .data ?? null;

/** Units in a cart, held ones too. */
export const countOf = (cart: Cart | null): number =>
  [...(cart?.lines ?? []), ...(cart?.holds.map(({ hold }) => hold) ?? [])].reduce(
    (sum, { quantity }) => sum + quantity,
    0,
  );

export interface CartActs {
  /** @returns the cart, or null when it was refused (then `refusal` says why) or another change is under way. */
  add: (wanted: Pick<AddToCart, "variantId" | "quantity" | "showId">) => Promise<Cart | null>;
  set: (variantId: string, quantity: number) => Promise<Cart | null>;
  remove: (variantId: string) => Promise<Cart | null>;
  /** The variant whose line is being changed. */
  busy: string | null;
  refusal: Refusal | null;
}

/** Changes my cart in a shop, one change at a time. */
export const useCartActs = (shopId: string): CartActs => {
  const client = useQueryClient();
  const attempt = useAttempt();
  const underWay = useRef(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const change = async (variantId: string, ask: () => Promise<Result<Cart>>): Promise<Cart | null> => {
    if (underWay.current) return null;
    underWay.current = true;
    setBusy(variantId);
    const answer = await ask();
    underWay.current = false;
    setBusy(null);
    setRefusal(answer.ok ? null : answer.error);
    if (!answer.ok) {
      // Whatever was shown is not how it is.
      void refreshCarts(client);
      return null;
    }
    // What is told by then may be newer than this answer.
    client.setQueryData<Cart>(cartKey(shopId), (known) =>
      known && known.revision > answer.data.revision ? known : answer.data,
    );
    return answer.data;
  };
  const line = (variantId: string) => ({ params: { shopId, variantId } });

  return {
    add: (wanted) =>
      change(wanted.variantId, async () => {
        const idempotencyKey = attempt.keyFor(wanted);
        const answer = await call(cartRoutes.addToCart, { params: { shopId }, body: wanted, idempotencyKey });
        if (answer.ok || !mayHaveHappened(answer.error)) attempt.done();
        return answer;
      }),
    set: (variantId, quantity) =>
      change(variantId, () => call(cartRoutes.setCartLine, { ...line(variantId), body: { quantity } })),
    remove: (variantId) => change(variantId, () => call(cartRoutes.removeCartLine, line(variantId))),
    ...{ busy, refusal },
  };
};

import { type Address, payoutRoutes } from "@showdrop/shared";
import { useEffect, useRef, useState } from "react";
import { useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import type { CheckoutFlow } from "./use-checkout.ts";

/**
 * Whoever keeps an address and a card is asked for neither: their checkout begins at the payment, with the total and the
 * card, and leads back to the form for what is to be otherwise.
 * @param address the kept one, null where there is none; undefined while it is not known
 * @returns whether it is under way, when the form is not shown yet
 */
export const useStraightToPayment = (
  flow: CheckoutFlow,
  address: Address | null | undefined,
  code: string | null,
): boolean => {
  const { me } = useMe();
  const cards = useAnswer(payoutRoutes.listCards, {}, { enabled: me !== null });
  const [over, setOver] = useState(false);
  const begun = useRef(false);
  const unknown = me !== null && !over && (address === undefined || cards.isPending || cards.isFetching);
  const may = me !== null && !!address && (cards.data?.items.length ?? 0) > 0;
  const { send, checkout } = flow;
  useEffect(() => {
    if (begun.current || unknown || checkout) return;
    begun.current = true;
    if (!may || !address) return setOver(true);
    void send({ address, delivery: { kind: "ship", rateId: null }, code, email: null }).then(() =>
      setOver(true),
    );
  }, [unknown, may, address, code, send, checkout]);
  return me !== null && !over && checkout === null;
};

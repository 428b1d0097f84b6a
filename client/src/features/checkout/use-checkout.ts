import {
  type Checkout,
  type Hold,
  holdRoutes,
  type OpenCheckout,
  type Order,
  orderRoutes,
  payoutRoutes,
  type Refusal,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../../i18n/index.ts";
import { call, keyOf } from "../../lib/api.ts";
import { useServerNow } from "../../lib/clock.ts";
import { type CheckoutStep, checkoutStep } from "./checkout-step.ts";
import type { Decline } from "./decline.ts";
import type { Purchase } from "./purchase.ts";
import type { CardOutcome } from "./test-card.ts";

/** Between questions of how a payment stands, in milliseconds. The hub usually tells sooner. */
const ASK_AGAIN_MS = 2500;

/** What a buyer says about where their order goes. */
export type DeliveryWishes = Pick<OpenCheckout, "address" | "delivery" | "code" | "email">;

export interface CheckoutFlow {
  step: CheckoutStep;
  checkout: Checkout | null;
  /** The order as it stands, once there is one. */
  order: Order | null;
  busy: boolean;
  refusal: Refusal | null;
  /** The bank's "no"; null where it said none. */
  declined: Decline | null;
  /** A refusal of what was entered, for its field; null where it was accepted or is already under way. */
  send: (wishes: DeliveryWishes) => Promise<Refusal | null>;
  changeDelivery: () => void;
  /** Called by the payment form when it is through. */
  settle: (outcome: CardOutcome) => void;
  giveBack: (hold: Hold) => Promise<void>;
}

/**
 * From lines and holds to a paid order. Whatever fails on the way keeps them and the form; only a hold's own end, as the
 * server tells it, ends the checkout.
 * @param told the order as the hub last told of it, if it did
 */
export function useCheckout(
  { shopId, holds, variantIds }: Purchase,
  told: Order | null,
  adopt: (hold: Hold) => void,
): CheckoutFlow {
  const { language } = useLanguage();
  const client = useQueryClient();
  const now = useServerNow(1000);
  const [checkout, setCheckout] = useState<Checkout | null>(null);
  const [confirmed, setConfirmed] = useState<Order | null>(null);
  const [atPayment, setAtPayment] = useState(false);
  const [paid, setPaid] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [declined, setDeclined] = useState<Decline | null>(null);
  const underWay = useRef(false);
  const current = checkout?.order.id ?? null;
  // What was told of an order that this one took the place of is not about this one.
  const news = [told, confirmed].find((order) => order && (current === null || order.id === current));
  const order = news ?? checkout?.order ?? null;
  const step = checkoutStep({ holds, order, atPayment, paid, now });

  /** Runs one call at a time: a second press while the first is under way does nothing. */
  const once = async (work: () => Promise<Refusal | null>): Promise<Refusal | null> => {
    if (underWay.current) return null;
    underWay.current = true;
    setBusy(true);
    setRefusal(null);
    const refused = await work();
    underWay.current = false;
    setBusy(false);
    return refused;
  };

  const send = (wishes: DeliveryWishes) =>
    once(async () => {
      const holdIds = holds.map(({ id }) => id);
      const answer = await call(orderRoutes.openCheckout, {
        params: { shopId },
        body: { holdIds, variantIds: [...variantIds], locale: language, ...wishes },
      });
      if (!answer.ok) return answer.error;
      setCheckout(answer.data);
      setAtPayment(true);
      return null;
    });

  const giveBack = async (hold: Hold) => {
    const refused = await once(async () => {
      const answer = await call(holdRoutes.releaseHold, { params: { holdId: hold.id } });
      if (!answer.ok) return answer.error;
      adopt(answer.data);
      return null;
    });
    setRefusal(refused);
  };

  const settle = (outcome: CardOutcome) => {
    setDeclined(outcome.kind === "declined" ? outcome.decline : null);
    if (outcome.kind === "declined") return;
    setPaid(true);
    // The card may be kept now, and the next checkout begin with it.
    void client.invalidateQueries({ queryKey: keyOf(payoutRoutes.listCards) });
  };

  // Paid, says the form: the order is ours once the server has it from the provider. It is asked until it knows.
  const orderId = current ?? holds.find((hold) => hold.orderId)?.orderId;
  useEffect(() => {
    if (step !== "settling" || !orderId) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answer = await call(orderRoutes.confirmPayment, { params: { orderId } });
      if (over) return;
      if (answer.ok) setConfirmed(answer.data);
      timer = setTimeout(ask, ASK_AGAIN_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [step, orderId]);

  return {
    ...{ step, checkout, order, busy, refusal, declined, send },
    changeDelivery: () => setAtPayment(false),
    ...{ settle, giveBack },
  };
}

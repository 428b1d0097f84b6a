import { type Address, type Checkout, type Hold, type Order, type Refusal, routes } from "@showdrop/shared";
import { useEffect, useRef, useState } from "react";
import { call } from "../../lib/api.ts";
import { useServerNow } from "../../lib/clock.ts";
import { type CheckoutStep, checkoutStep } from "./checkout-step.ts";
import type { PaymentOutcome } from "./test-card.ts";

/** Between questions of how a payment stands, in milliseconds. The hub usually tells sooner. */
const ASK_AGAIN_MS = 2500;

export interface CheckoutFlow {
  step: CheckoutStep;
  checkout: Checkout | null;
  /** The order as it stands, once there is one. */
  order: Order | null;
  busy: boolean;
  refusal: Refusal | null;
  /** The bank's "no", in its words; empty where it gave none. */
  declined: string | null;
  /** A refusal of the address itself, for its field; null where it was accepted or is already under way. */
  sendAddress: (address: Address) => Promise<Refusal | null>;
  changeAddress: () => void;
  /** Called by the payment form when it is through. */
  settle: (outcome: PaymentOutcome) => void;
  giveBack: () => Promise<void>;
}

/**
 * From a hold to a paid order. Whatever fails on the way keeps the hold and the form; only the hold's own end, as the
 * server tells it, ends the checkout.
 * @param told the order as the hub last told of it, if it did
 */
export function useCheckout(hold: Hold, told: Order | null, adopt: (hold: Hold) => void): CheckoutFlow {
  const now = useServerNow(1000);
  const [checkout, setCheckout] = useState<Checkout | null>(null);
  const [confirmed, setConfirmed] = useState<Order | null>(null);
  const [atPayment, setAtPayment] = useState(false);
  const [paid, setPaid] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [declined, setDeclined] = useState<string | null>(null);
  const underWay = useRef(false);
  const order = told ?? confirmed ?? checkout?.order ?? null;
  const step = checkoutStep({ hold, order, atPayment, paid, now });

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

  const sendAddress = (address: Address) =>
    once(async () => {
      const answer = await call(routes.openCheckout, { params: { holdId: hold.id }, body: { address } });
      if (!answer.ok) return answer.error;
      setCheckout(answer.data);
      setAtPayment(true);
      return null;
    });

  const giveBack = async () => {
    const refused = await once(async () => {
      const answer = await call(routes.releaseHold, { params: { holdId: hold.id } });
      if (!answer.ok) return answer.error;
      adopt(answer.data);
      return null;
    });
    setRefusal(refused);
  };

  const settle = (outcome: PaymentOutcome) => {
    setDeclined(outcome.kind === "declined" ? outcome.message : null);
    if (outcome.kind !== "declined") setPaid(true);
  };

  // Paid, says the form: the order is ours once the server has it from the provider. It is asked until it knows.
  const orderId = checkout?.order.id ?? hold.orderId;
  useEffect(() => {
    if (step !== "settling" || !orderId) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answer = await call(routes.confirmPayment, { params: { orderId } });
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
    step,
    checkout,
    order,
    busy,
    refusal,
    declined,
    sendAddress,
    changeAddress: () => setAtPayment(false),
    settle,
    giveBack,
  };
}

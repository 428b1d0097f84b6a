import {
  type Address,
  addressRoutes,
  assertNever,
  type ChooseDelivery,
  configRoutes,
  type Order,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts } from "../../i18n/index.ts";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { useMe } from "../../lib/session.ts";
import { Button, Notice, RefusalNotice, RetryNotice, Skeleton } from "../../ui/index.ts";
import { NamedWhenBuying } from "../account/named-when-buying.tsx";
import { takenCode } from "../coupons/taken-code.ts";
import { useDeclineText } from "./decline.ts";
import { DeliveryForm } from "./delivery-form.tsx";
import { Done, Ended, Settling } from "./outcomes.tsx";
import { PayWithCard } from "./pay-with-card.tsx";
import type { Purchase } from "./purchase.ts";
import { PurchaseLines, PurchaseTotals } from "./purchase-lines.tsx";
import type { CheckoutFlow } from "./use-checkout.ts";
import { useStraightToPayment } from "./use-straight-to-payment.ts";

/** Whoever pressed the button at the form's end does not see what appears at its beginning. */
const bringToSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });

const Payment = ({ flow: { checkout, settle } }: { flow: CheckoutFlow }) => {
  const config = useAnswer(configRoutes.readConfig, {}, { staleTime: Number.POSITIVE_INFINITY });
  if (config.error) return <RetryNotice refusal={config.error} onRetry={config.refetch} />;
  if (!config.data || !checkout) return <Skeleton className="h-48" />;
  return <PayWithCard payments={config.data.payments} checkout={checkout} onOutcome={settle} />;
};

/** A hold that is bought alone can be given back here; what is in the bag is taken out there. */
const GiveBack = ({ flow, purchase }: { flow: CheckoutFlow; purchase: Purchase }) => {
  const t = useTexts("checkout");
  const [hold, ...more] = purchase.holds;
  if (!hold || more.length > 0 || purchase.variantIds.length > 0) return null;
  return (
    <Button
      variant="ghost"
      className="text-muted"
      disabled={flow.busy}
      onClick={() => void flow.giveBack(hold)}
    >
      {t("giveBack")}
    </Button>
  );
};

const choiceOf = (delivery: Order["delivery"] | undefined): ChooseDelivery | null => {
  switch (delivery?.kind) {
    case undefined:
      return null;
    case "ship":
      return { kind: "ship", rateId: delivery.rateId };
    case "pickup":
      return { kind: "pickup", placeId: delivery.placeId };
  }
};

interface StepContentProps {
  flow: CheckoutFlow;
  purchase: Purchase;
  onClose: () => void;
  back: "show" | "shop";
}

/** What is asked, or said, at the step that the checkout is at. */
export const StepContent = ({ flow, purchase, onClose, back }: StepContentProps) => {
  const t = useTexts("checkout");
  const inWords = useDeclineText();
  const { me } = useMe();
  const heldOnly = purchase.variantIds.length === 0;
  const client = useQueryClient();
  const book = useAnswer(addressRoutes.listAddresses, {}, { enabled: me !== null });
  const kept = book.isPending || book.isFetching ? undefined : (book.data?.items[0]?.address ?? null);
  const straight = useStraightToPayment(flow, kept, takenCode(purchase.shopId));
  const keepAddress = async (address: Address) => {
    await call(addressRoutes.addAddress, { body: { address } });
    // The next checkout begins with it.
    await client.invalidateQueries({ queryKey: keyOf(addressRoutes.listAddresses) });
  };
  switch (flow.step) {
    case "address":
      // The form begins with the default address: it waits for it, and goes without should it not come.
      if (straight || (me && book.isPending)) return <Skeleton className="h-64" />;
      return (
        <div className="flex flex-col gap-5">
          <PurchaseLines purchase={purchase} />
          <DeliveryForm
            purchase={purchase}
            known={{
              address: flow.checkout?.order.address ?? book.data?.items[0]?.address ?? null,
              delivery: choiceOf(flow.checkout?.order.delivery),
              code: flow.checkout
                ? (flow.checkout.order.totals.discounts[0]?.code ?? null)
                : takenCode(purchase.shopId),
            }}
            busy={flow.busy}
            onSubmit={(wishes) => {
              // Kept for the next time; should that fail, it is typed once more.
              const { address } = wishes;
              if (me && address) void keepAddress(address);
              return flow.send(wishes);
            }}
          />
          <RefusalNotice refusal={flow.refusal} />
          {me && <NamedWhenBuying />}
          <GiveBack flow={flow} purchase={purchase} />
        </div>
      );
    case "payment":
      return (
        <div className="flex flex-col gap-5">
          <PurchaseLines purchase={purchase} />
          {flow.order && <PurchaseTotals order={flow.order} onChange={flow.changeDelivery} />}
          {flow.declined !== null && (
            <div ref={bringToSight}>
              <Notice tone="error">
                {inWords(flow.declined) ?? t("notCompleted")}{" "}
                <span className="font-normal">{heldOnly ? t("stillHeld") : t("stillKept")}</span>
              </Notice>
            </div>
          )}
          <Payment flow={flow} />
          <RefusalNotice refusal={flow.refusal} />
          <GiveBack flow={flow} purchase={purchase} />
        </div>
      );
    case "settling":
      return <Settling />;
    case "done":
      return <Done order={flow.order} back={back} onClose={onClose} />;
    case "expired":
    case "released":
      return <Ended step={flow.step} held={purchase.holds.length > 0} back={back} onClose={onClose} />;
    default:
      return assertNever(flow.step);
  }
};

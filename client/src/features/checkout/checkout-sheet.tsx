import {
  type Address,
  addressRoutes,
  assertNever,
  type ChooseDelivery,
  configRoutes,
  type Hold,
  type Order,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Clock, Undo2 } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { call, keyOf, useAnswer } from "../../lib/api.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import {
  Button,
  ButtonLink,
  classes,
  Notice,
  Picture,
  Price,
  RefusalNotice,
  RetryNotice,
  Skeleton,
  Spinner,
} from "../../ui/index.ts";
import { NamedWhenBuying } from "../account/named-when-buying.tsx";
import { refreshCarts } from "../cart/use-cart.ts";
import { takeCode, takenCode } from "../coupons/taken-code.ts";
import { HURRY_SECONDS } from "../drops/drop-view.ts";
import { TotalsLines } from "../pricing/totals-lines.tsx";
import { SidePanel } from "../watch/side-panel.tsx";
import { DeliveryForm } from "./delivery-form.tsx";
import { PayWithCard } from "./pay-with-card.tsx";
import { holdsEnd, type Purchase } from "./purchase.ts";
import { type CheckoutFlow, useCheckout } from "./use-checkout.ts";
import { useStraightToPayment } from "./use-straight-to-payment.ts";

/** Whoever pressed the button at the form's end does not see what appears at its beginning. */
const bringToSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });

interface CheckoutSheetProps {
  purchase: Purchase;
  /** The order as the hub last told of it. */
  told: Order | null;
  adopt: (hold: Hold) => void;
  onClose: () => void;
  /** Where closing leads back to. */
  back: "show" | "shop";
}

/** Delivery, payment and thanks, beside what plays on. Closing it keeps the holds until their time is over. */
export const CheckoutSheet = ({ purchase, told, adopt, onClose, back }: CheckoutSheetProps) => {
  const t = useTexts("checkout");
  const flow = useCheckout(purchase, told, adopt);
  const running = flow.step === "address" || flow.step === "payment";
  const ends = holdsEnd(purchase);
  const client = useQueryClient();
  const over = flow.step === "done" || flow.step === "expired";
  // What was bought is in the bag no more, and what was not is again.
  useEffect(() => {
    if (over) void refreshCarts(client);
  }, [over, client]);
  // A coupon is for one order.
  const { shopId } = purchase;
  useEffect(() => {
    if (flow.step === "done") takeCode(shopId, null);
  }, [flow.step, shopId]);
  return (
    <SidePanel
      title={t(`title.${flow.step}`)}
      step={flow.step}
      onClose={onClose}
      head={running && ends !== null && <TimeLeft ends={ends} />}
    >
      <Step flow={flow} purchase={purchase} onClose={onClose} back={back} />
    </SidePanel>
  );
};

const TimeLeft = ({ ends }: { ends: number }) => {
  const t = useTexts("checkout");
  const seconds = secondsUntil(new Date(ends).toISOString(), useServerNow(250));
  return (
    <p
      role="timer"
      className={classes(
        "flex items-center gap-2 px-5 py-2 text-sm font-semibold tabular-nums",
        seconds <= HURRY_SECONDS ? "bg-warn-soft text-warn" : "bg-raised text-muted",
      )}
    >
      <Clock size={16} aria-hidden />
      {t("timeLeft", { time: formatSeconds(seconds) })}
    </p>
  );
};

interface StepProps {
  flow: CheckoutFlow;
  purchase: Purchase;
  onClose: () => void;
  back: "show" | "shop";
}

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

const Step = ({ flow, purchase, onClose, back }: StepProps) => {
  const t = useTexts("checkout");
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
          <Items purchase={purchase} />
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
          <Items purchase={purchase} />
          {flow.order && <Sum order={flow.order} onChange={flow.changeDelivery} />}
          {flow.declined !== null && (
            <div ref={bringToSight}>
              <Notice tone="error">
                {flow.declined || t("notCompleted")}{" "}
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
      return (
        <Outcome icon={<Spinner size={28} />} title={t("settling.title")}>
          {t("settling.text")}
        </Outcome>
      );
    case "done":
      return (
        <Outcome
          icon={<CircleCheck size={36} className="text-success" aria-hidden />}
          title={t("done.title")}
          action={
            <>
              {flow.order && (
                <ButtonLink to={`/orders/${flow.order.id}`} target="_blank" variant="secondary" wide>
                  {t("done.order")}
                </ButtonLink>
              )}
              <Button variant="primary" wide onClick={onClose}>
                {t(`done.${back}`)}
              </Button>
            </>
          }
        >
          {flow.order
            ? t(flow.order.status === "authorised" ? "done.authorised" : "done.text", {
                number: flow.order.number,
              })
            : t("done.noNumber")}
          {!me && flow.order && <GuestThanks order={flow.order} />}
        </Outcome>
      );
    case "expired":
    case "released":
      return (
        <Outcome
          icon={flow.step === "expired" ? <Clock size={36} aria-hidden /> : <Undo2 size={36} aria-hidden />}
          title={purchase.holds.length > 0 ? t(`${flow.step}.title`) : t("title.expired")}
          action={
            <Button variant="primary" wide onClick={onClose}>
              {t(`done.${back}`)}
            </Button>
          }
        >
          {purchase.holds.length > 0 ? t(`${flow.step}.text`) : t("expired.bag")}
        </Outcome>
      );
    default:
      return assertNever(flow.step);
  }
};

const Items = ({ purchase }: { purchase: Purchase }) => {
  const t = useTexts("checkout");
  return (
    <ul aria-label={t("items")} className="flex flex-col gap-3">
      {purchase.items.map(({ key, title, variantName, imageUrl, quantity, unitPrice }) => (
        <li key={key} className="flex items-center gap-3">
          {imageUrl && (
            <Picture url={imageUrl} alt="" sizes="56px" className="size-14 rounded-sm object-cover" />
          )}
          <div className="min-w-0 grow">
            <p className="line-clamp-2 leading-snug font-semibold">{title}</p>
            <p className="truncate text-sm text-muted">
              {variantName}
              {quantity > 1 && ` × ${quantity}`}
            </p>
          </div>
          <Price money={unitPrice} className="shrink-0 font-semibold" />
        </li>
      ))}
    </ul>
  );
};

const Sum = ({ order, onChange }: { order: Order; onChange: () => void }) => {
  const t = useTexts("checkout");
  const { address, delivery } = order;
  return (
    <div className="flex flex-col gap-3 rounded-md bg-raised p-4 text-sm">
      <div className="flex justify-between gap-4">
        <p className="min-w-0">
          {address ? (
            <>
              <span className="font-semibold">{address.name}</span>
              <br />
              <span className="text-muted">
                {[address.line1, address.line2, address.city, address.postalCode].filter(Boolean).join(", ")}
              </span>
            </>
          ) : (
            delivery.label
          )}
        </p>
        <Button variant="ghost" size="sm" onClick={onChange}>
          {t("change")}
        </Button>
      </div>
      <div className="border-t border-line pt-3">
        <TotalsLines totals={order.totals} delivery={delivery} bundle={order.bundle} />
      </div>
    </div>
  );
};

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

/** A guest hears where the mail goes, and may keep all of it in an account. */
const GuestThanks = ({ order }: { order: Order }) => {
  const t = useTexts("checkout");
  return (
    <span className="mt-2 block">
      {t("guest.mail", { email: order.email })}{" "}
      <Link
        to={signInPath(`/orders/${order.id}`, "/sign-up")}
        className="font-semibold text-accent-text hover:underline"
      >
        {t("guest.account")}
      </Link>
    </span>
  );
};

interface OutcomeProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

const Outcome = ({ icon, title, children, action }: OutcomeProps) => (
  <div role="status" className="flex flex-col items-center gap-2 py-6 text-center">
    <span className="mb-2 text-muted">{icon}</span>
    <p className="text-lg font-semibold">{title}</p>
    <p className="text-muted">{children}</p>
    {action && <div className="mt-5 flex w-full flex-col gap-2">{action}</div>}
  </div>
);

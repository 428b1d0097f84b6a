import { assertNever, type Drop, type Hold, type Order, routes } from "@showdrop/shared";
import { CircleCheck, Clock, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { useMe } from "../../lib/session.ts";
import {
  Button,
  ButtonLink,
  classes,
  Notice,
  Price,
  RefusalNotice,
  RetryNotice,
  Skeleton,
  Spinner,
} from "../../ui/index.ts";
import { NamedWhenBuying } from "../account/named-when-buying.tsx";
import { SidePanel } from "../watch/side-panel.tsx";
import { AddressForm } from "./address-form.tsx";
import { keepAddress, keptAddress } from "./kept-address.ts";
import { StripeForm } from "./stripe-form.tsx";
import { TestCardForm } from "./test-card-form.tsx";
import { type CheckoutFlow, useCheckout } from "./use-checkout.ts";

/** From here on the countdown asks for attention. */
const HURRY_SECONDS = 30;

interface CheckoutSheetProps {
  hold: Hold;
  drop: Drop;
  /** The order as the hub last told of it. */
  told: Order | null;
  adopt: (hold: Hold) => void;
  onClose: () => void;
}

/** Address, payment and thanks, beside the video that plays on. Closing it keeps the hold until its time is over. */
export const CheckoutSheet = ({ hold, drop, told, adopt, onClose }: CheckoutSheetProps) => {
  const t = useTexts("checkout");
  const flow = useCheckout(hold, told, adopt);
  const running = flow.step === "address" || flow.step === "payment";
  return (
    <SidePanel
      title={t(`title.${flow.step}`)}
      step={flow.step}
      onClose={onClose}
      head={running && <TimeLeft hold={hold} />}
    >
      <Step flow={flow} hold={hold} drop={drop} onClose={onClose} />
    </SidePanel>
  );
};

const TimeLeft = ({ hold }: { hold: Hold }) => {
  const t = useTexts("checkout");
  const seconds = secondsUntil(hold.expiresAt, useServerNow(250));
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
  hold: Hold;
  drop: Drop;
  onClose: () => void;
}

const Step = ({ flow, hold, drop, onClose }: StepProps) => {
  const t = useTexts("checkout");
  const { me } = useMe();
  switch (flow.step) {
    case "address":
      return (
        <div className="flex flex-col gap-5">
          <Item drop={drop} quantity={hold.quantity} />
          <AddressForm
            known={flow.checkout?.order.address ?? (me && keptAddress(me.id))}
            busy={flow.busy}
            onSubmit={(address) => {
              if (me) keepAddress(me.id, address);
              return flow.sendAddress(address);
            }}
          />
          <RefusalNotice refusal={flow.refusal} />
          <NamedWhenBuying />
          <GiveBack flow={flow} />
        </div>
      );
    case "payment":
      return (
        <div className="flex flex-col gap-5">
          <Item drop={drop} quantity={hold.quantity} />
          {flow.order && <Sum order={flow.order} onChange={flow.changeAddress} />}
          {flow.declined !== null && (
            <Notice tone="error">
              {flow.declined || t("notCompleted")} <span className="font-normal">{t("stillHeld")}</span>
            </Notice>
          )}
          <Payment flow={flow} />
          <RefusalNotice refusal={flow.refusal} />
          <GiveBack flow={flow} />
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
                {t("done.back")}
              </Button>
            </>
          }
        >
          {flow.order ? t("done.text", { number: flow.order.number }) : t("done.noNumber")}
        </Outcome>
      );
    case "expired":
    case "released":
      return (
        <Outcome
          icon={flow.step === "expired" ? <Clock size={36} aria-hidden /> : <Undo2 size={36} aria-hidden />}
          title={t(`${flow.step}.title`)}
          action={
            <Button variant="primary" wide onClick={onClose}>
              {t("done.back")}
            </Button>
          }
        >
          {t(`${flow.step}.text`)}
        </Outcome>
      );
    default:
      return assertNever(flow.step);
  }
};

const Item = ({ drop, quantity }: { drop: Drop; quantity: number }) => (
  <div className="flex items-center gap-3">
    {drop.product.imageUrl && (
      <img src={drop.product.imageUrl} alt="" className="size-14 rounded-sm object-cover" />
    )}
    <div className="min-w-0 grow">
      <p className="line-clamp-2 leading-snug font-semibold">{drop.product.title}</p>
      <p className="truncate text-sm text-muted">
        {drop.variant.name}
        {quantity > 1 && ` × ${quantity}`}
      </p>
    </div>
    <Price money={drop.price} className="shrink-0 font-semibold" />
  </div>
);

const Sum = ({ order, onChange }: { order: Order; onChange: () => void }) => {
  const t = useTexts("checkout");
  const row = "flex justify-between gap-4";
  const { address } = order;
  return (
    <div className="flex flex-col gap-3 rounded-md bg-raised p-4 text-sm">
      <div className={row}>
        <p className="min-w-0">
          <span className="font-semibold">{address.name}</span>
          <br />
          <span className="text-muted">
            {[address.line1, address.line2, address.city, address.postalCode].filter(Boolean).join(", ")}
          </span>
        </p>
        <Button variant="ghost" size="sm" onClick={onChange}>
          {t("change")}
        </Button>
      </div>
      <dl className="flex flex-col gap-1 border-t border-line pt-3">
        <div className={row}>
          <dt>{t("subtotal")}</dt>
          <dd>
            <Price money={order.subtotal} />
          </dd>
        </div>
        <div className={row}>
          <dt>{t("shipping")}</dt>
          <dd>{order.shipping.amount === 0 ? t("free") : <Price money={order.shipping} />}</dd>
        </div>
        <div className={classes(row, "text-base font-bold")}>
          <dt>{t("total")}</dt>
          <dd>
            <Price money={order.total} />
          </dd>
        </div>
      </dl>
    </div>
  );
};

const Payment = ({ flow: { checkout, settle } }: { flow: CheckoutFlow }) => {
  const config = useAnswer(routes.readConfig, {}, { staleTime: Number.POSITIVE_INFINITY });
  if (config.error) return <RetryNotice refusal={config.error} onRetry={config.refetch} />;
  if (!config.data || !checkout) return <Skeleton className="h-48" />;
  const { payments } = config.data;
  const common = { clientSecret: checkout.clientSecret, total: checkout.order.total, onOutcome: settle };
  switch (payments.provider) {
    case "stripe":
      return <StripeForm publishableKey={payments.publishableKey} {...common} />;
    case "simulator":
      return <TestCardForm provider={payments} {...common} />;
    default:
      return assertNever(payments);
  }
};

const GiveBack = ({ flow }: { flow: CheckoutFlow }) => {
  const t = useTexts("checkout");
  return (
    <Button variant="ghost" className="text-muted" disabled={flow.busy} onClick={() => void flow.giveBack()}>
      {t("giveBack")}
    </Button>
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

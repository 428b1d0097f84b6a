import type { Hold, Order } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import { useEffect } from "react";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { classes } from "../../ui/index.ts";
import { refreshCarts } from "../cart/use-cart.ts";
import { takeCode } from "../coupons/taken-code.ts";
import { HURRY_SECONDS } from "../drops/drop-view.ts";
import { SidePanel } from "../watch/side-panel.tsx";
import { holdsEnd, type Purchase } from "./purchase.ts";
import { StepContent } from "./step-content.tsx";
import { useCheckout } from "./use-checkout.ts";

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
      <StepContent flow={flow} purchase={purchase} onClose={onClose} back={back} />
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

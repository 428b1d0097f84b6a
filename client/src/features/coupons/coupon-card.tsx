import type { Coupon, ShowSnapshot } from "@showdrop/shared";
import { TicketPercent, X } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useServerNow } from "../../lib/clock.ts";
import { Button, classes, IconButton } from "../../ui/index.ts";
import { useBenefitText } from "../discounts/use-benefit-text.ts";
import { takeCode, takenCode } from "./taken-code.ts";

interface CouponCardProps {
  show: ShowSnapshot;
  overVideo: boolean;
}

/** The coupon that the show holds out: one tap takes it along to the checkout. */
export const CouponCard = ({ show, overVideo }: CouponCardProps) => {
  const { coupon } = show;
  const now = useServerNow(1000);
  const [away, setAway] = useState<string | null>(null);
  const over = coupon !== null && coupon.endsAt !== null && Date.parse(coupon.endsAt) <= now;
  if (!coupon || over || away === coupon.discountId) return null;
  return (
    <Card
      key={coupon.discountId}
      {...{ coupon, overVideo }}
      shopId={show.show.shop.id}
      onAway={() => setAway(coupon.discountId)}
    />
  );
};

const Card = ({
  coupon,
  shopId,
  overVideo,
  onAway,
}: {
  coupon: Coupon;
  shopId: string;
  overVideo: boolean;
  onAway: () => void;
}) => {
  const t = useTexts("coupons");
  const say = useBenefitText();
  const [taken, setTaken] = useState(() => takenCode(shopId) === coupon.code);
  const take = () => {
    takeCode(shopId, coupon.code);
    setTaken(true);
  };
  return (
    <section
      aria-label={t("title")}
      className={classes(
        "flex items-center gap-3",
        overVideo
          ? "rounded-lg bg-black/65 py-2.5 pr-2 pl-3 text-white backdrop-blur-md"
          : "border-b border-line bg-surface px-4 py-3",
      )}
    >
      <TicketPercent size={22} aria-hidden className="shrink-0" />
      <div aria-live="polite" className="min-w-0 grow">
        <h2 className="leading-snug font-semibold">
          {[say.benefit(coupon.benefit), ...say.minimum(coupon.minimum)].join(" · ")}
        </h2>
        <p className={classes("text-sm", overVideo ? "text-white/85" : "text-muted")}>
          {taken ? t("takenText") : coupon.code}
        </p>
      </div>
      {taken ? (
        <IconButton
          label={t("away")}
          icon={<X size={18} aria-hidden />}
          onClick={onAway}
          {...(overVideo ? { className: "hover:bg-white/15" } : {})}
        />
      ) : (
        <Button variant="primary" onClick={take}>
          {t("take")}
        </Button>
      )}
    </section>
  );
};

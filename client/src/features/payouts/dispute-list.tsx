import { type Dispute, type DisputeStatus, formatMoney } from "@showdrop/shared";
import { Link } from "react-router";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";
import { Badge, type BadgeTone } from "../../ui/index.ts";

const tones: Record<DisputeStatus, BadgeTone> = {
  needs_response: "warn",
  under_review: "info",
  won: "success",
  lost: "danger",
};

const known = ["fraudulent", "product_not_received", "product_unacceptable", "duplicate"] as const;
const reasonOf = (reason: string): (typeof known)[number] | "other" =>
  known.find((word) => word === reason) ?? "other";

/** What buyers' banks ask back, each with the time to answer. */
export const DisputeList = ({ disputes }: { disputes: readonly Dispute[] }) => {
  const t = useTexts("payouts");
  const { locale } = useLanguage();
  const { date } = useDates();
  return (
    <ul className="flex flex-col gap-3">
      {disputes.map(({ id, orderId, orderNumber, amount, reason, status, respondBy }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <div className="min-w-0 grow">
            <Link to={`/orders/${orderId}`} className="font-semibold text-accent-text hover:underline">
              {t("disputes.order", { number: orderNumber })}
            </Link>
            <p className="text-sm text-muted">{t(`disputes.reason.${reasonOf(reason)}`)}</p>
            {respondBy && (
              <p className="text-sm font-semibold text-warn">
                {t("disputes.respondBy", { date: date(respondBy) })}
              </p>
            )}
          </div>
          <span className="font-semibold tabular-nums">{formatMoney(amount, locale)}</span>
          <Badge tone={tones[status]}>{t(`disputes.status.${status}`)}</Badge>
        </li>
      ))}
    </ul>
  );
};

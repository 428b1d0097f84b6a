import {
  carrierFacts,
  formatMoney,
  type LineUnits,
  type Order,
  type OrderDetails,
  type OrderEvent,
  trackingUrl,
} from "@showdrop/shared";
import { ExternalLink } from "lucide-react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";

/** What a timeline's entry says, in one line. */
const useSaying = (order: Order) => {
  const t = useTexts("fulfil");
  const { language, locale } = useLanguage();
  const units = (lines: readonly LineUnits[]): string =>
    lines
      .flatMap(({ lineId, quantity }) => {
        const line = order.lines.find(({ id }) => id === lineId);
        return line ? t("units", { count: quantity, title: line.title, variant: line.variantName }) : [];
      })
      .join("; ");
  return ({ happening }: OrderEvent): string => {
    switch (happening.kind) {
      case "placed":
      case "pickup_code_renewed":
      case "cancellation_asked":
      case "cancellation_declined":
      case "exported":
      case "note":
        return t(`timeline.${happening.kind}`);
      case "paid":
      case "refund_failed":
        return t(`timeline.${happening.kind}`, { amount: formatMoney(happening.amount, locale) });
      case "packed":
      case "unpacked":
      case "delivered":
      case "ready_for_pickup":
      case "picked_up":
        return t(`timeline.${happening.kind}`, { units: units(happening.lines) });
      case "shipped":
        return t("timeline.shipped", {
          carrier: carrierFacts[happening.carrier].name[language],
          units: units(happening.lines),
        });
      case "tracking_corrected":
        return t("timeline.tracking_corrected", { carrier: carrierFacts[happening.carrier].name[language] });
      case "refunded":
        return t("timeline.refunded", {
          amount: formatMoney(happening.amount, locale),
          refunded: formatMoney(happening.refunded, locale),
          paid: formatMoney(happening.paid, locale),
          reason: t(`reason.${happening.reason}`),
        });
      case "returned":
        return t("timeline.returned", {
          units: units(happening.lines),
          reason: t(`reason.${happening.reason}`),
        });
      case "cancelled":
        return t("timeline.cancelled", { reason: t(`reason.${happening.reason}`) });
      case "mail_sent":
      case "mail_failed":
        return t(`timeline.${happening.kind}`, { mail: t(`mail.${happening.mail}`) });
      case "export_failed":
        return t("timeline.export_failed", { why: happening.why });
    }
  };
};

/** What people wrote, and where a parcel can be looked for. */
const More = ({ happening }: Pick<OrderEvent, "happening">) => {
  const t = useTexts("fulfil");
  switch (happening.kind) {
    case "note":
      return <p className="mt-0.5 rounded-md bg-raised px-3 py-2 whitespace-pre-wrap">{happening.text}</p>;
    case "cancellation_asked":
    case "cancellation_declined":
      return happening.note ? <p className="text-muted">{t("cancel.askedBy", happening)}</p> : null;
    case "shipped":
    case "tracking_corrected": {
      const url = trackingUrl(happening.carrier, happening.trackingNumber);
      if (happening.trackingNumber === null) return <p className="text-muted">{t("noTracking")}</p>;
      const label = t("tracking", { number: happening.trackingNumber });
      return url ? (
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 items-center gap-1 font-semibold text-accent-text hover:underline"
        >
          {label}
          <ExternalLink size={14} aria-hidden />
        </a>
      ) : (
        <p className="text-muted tabular-nums">{label}</p>
      );
    }
    case "refunded":
    case "returned":
      return happening.restocked ? <p className="text-muted">{t("timeline.restocked")}</p> : null;
    default:
      return null;
  }
};

/** Everything that happened to an order, the newest first. */
export const OrderTimeline = ({ order, details }: { order: Order; details: OrderDetails }) => {
  const t = useTexts("fulfil");
  const { dateTime } = useDates();
  const say = useSaying(order);
  return (
    <ol aria-label={t("timeline.title")} className="relative flex flex-col gap-4 border-l-2 border-line pl-5">
      {details.timeline.toReversed().map((event) => (
        <li key={event.id} className="relative text-sm">
          <span
            aria-hidden
            className="absolute top-1.5 -left-[1.6875rem] size-3 rounded-full border-2 border-line bg-surface"
          />
          <p className="font-medium">{say(event)}</p>
          <More happening={event.happening} />
          <p className="text-faint">
            {event.by === null
              ? dateTime(event.at)
              : t("timeline.by", { name: event.by, when: dateTime(event.at) })}
          </p>
        </li>
      ))}
    </ol>
  );
};

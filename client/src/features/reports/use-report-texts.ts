import { assertNever, type CameFrom, type Earned, formatMoney, type Share } from "@showdrop/shared";
import { useLanguage, useTexts } from "../../i18n/index.ts";

type Sum = Pick<Earned, "currency"> & { amount: number };

/** Seconds in a minute and an hour, for durations. */
const MINUTE = 60;
const HOUR = 3600;

/** How numbers, money, ratios and sources are written in reports. */
export const useReportTexts = () => {
  const t = useTexts("reports");
  const { locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const unit = (value: number, of: "hour" | "minute" | "second") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: of, unitDisplay: "narrow" }).format(value);
  const money = ({ currency, amount }: Sum): string =>
    // A refund may exceed what was paid in a day: what is left is then below nothing.
    (amount < 0 ? "−" : "") + formatMoney({ currency, amount: Math.abs(amount) }, locale);
  return {
    count: (value: number): string => number.format(value),
    money,
    /** One amount a currency, never added up. */
    sums: (amounts: readonly Sum[]): string =>
      amounts.length === 0 ? t("none") : amounts.map(money).join(" · "),
    revenue: (earned: readonly Earned[]): string =>
      earned.length === 0
        ? t("none")
        : earned
            .map(({ currency, paid, refunded }) => money({ currency, amount: paid - refunded }))
            .join(" · "),
    share: ({ part, of }: Share): string => (of === 0 ? t("none") : percent.format(part / of)),
    duration: (seconds: number): string => {
      if (seconds < MINUTE) return unit(seconds, "second");
      if (seconds < HOUR)
        return `${unit(Math.floor(seconds / MINUTE), "minute")} ${unit(seconds % MINUTE, "second")}`;
      return `${unit(Math.floor(seconds / HOUR), "hour")} ${unit(Math.floor((seconds % HOUR) / MINUTE), "minute")}`;
    },
    source: (from: CameFrom | null): string => {
      if (from === null) return t("sources.others");
      switch (from.kind) {
        case "direct":
          return t("sources.direct");
        case "untold":
          return t("sources.untold");
        case "own":
          return t(`sources.own.${from.page}`);
        case "site":
          return from.host;
        case "campaign":
          return from.medium
            ? t("sources.campaignMedium", { source: from.source, medium: from.medium })
            : t("sources.campaign", { source: from.source });
        default:
          return assertNever(from);
      }
    },
  };
};

/** Moments as the axes and tables of a report write them, in this device's zone. */
export const useReportTimes = () => {
  const { locale } = useLanguage();
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const exact = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", second: "2-digit" });
  // A day of the shop's calendar is no moment: it is written as it stands.
  const day = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" });
  return {
    clock: (moment: string | number) => clock.format(new Date(moment)),
    exact: (moment: string | number) => exact.format(new Date(moment)),
    day: (text: string | number) => day.format(new Date(text)),
  };
};

import { assertNever, type Benefit, type Discount, formatMoney, type Money } from "@showdrop/shared";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";

/** What a code gives and on which terms, in the reader's words. */
export const useBenefitText = () => {
  const t = useTexts("discounts");
  const { locale } = useLanguage();
  const { dateTime } = useDates();
  const percent = new Intl.NumberFormat(locale, { style: "percent" });

  const benefit = (given: Benefit): string => {
    switch (given.kind) {
      case "percentage":
        return t("benefit.percentage", { percent: percent.format(given.percent / 100) });
      case "amount":
        return t("benefit.amount", { amount: formatMoney(given.amount, locale) });
      case "free_shipping":
        return t("benefit.free_shipping");
      default:
        return assertNever(given);
    }
  };
  const minimum = (money: Money | null): string[] =>
    money ? [t("terms.minimum", { amount: formatMoney(money, locale) })] : [];
  return {
    benefit,
    minimum,
    terms: (discount: Discount): string[] => [
      ...minimum(discount.minimum),
      ...(discount.startsAt ? [t("terms.from", { when: dateTime(discount.startsAt) })] : []),
      ...(discount.endsAt ? [t("terms.until", { when: dateTime(discount.endsAt) })] : []),
      ...(discount.perPerson ? [t("terms.perPerson", { count: discount.perPerson })] : []),
      ...(discount.showId ? [t("terms.show")] : []),
    ],
  };
};

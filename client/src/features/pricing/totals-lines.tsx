import type { Bundle, Delivery, Money, Totals } from "@showdrop/shared";
import { formatMoney } from "@showdrop/shared";
import type { ReactNode } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { classes, Price } from "../../ui/index.ts";

/** Basis points as the reader's language writes percents: 725 is `7.25%`. */
const useRate = () => {
  const { locale } = useLanguage();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  return (basisPoints: number): string => percent.format(basisPoints / 10_000);
};

const Row = ({
  label,
  quiet = false,
  children,
}: {
  label: ReactNode;
  quiet?: boolean;
  children: ReactNode;
}) => (
  <div className={classes("flex items-baseline justify-between gap-4", quiet && "text-sm text-muted")}>
    <dt className="min-w-0">{label}</dt>
    <dd className="shrink-0 tabular-nums">{children}</dd>
  </div>
);

/** Money that is taken off. */
const Minus = ({ money }: { money: Money }) => {
  const { locale } = useLanguage();
  return <span className="whitespace-nowrap text-success">−{formatMoney(money, locale)}</span>;
};

interface TotalsLinesProps {
  totals: Totals;
  /** Null while it is not known how it is delivered. */
  delivery: Delivery | null;
  bundle?: Bundle | null;
  /** What the order must be worth for shipping to be free. */
  freeShippingFrom?: Money | null;
}

/** What an order costs, line by line down to the total, as the server computed it. */
export const TotalsLines = ({
  totals,
  delivery,
  bundle = null,
  freeShippingFrom = null,
}: TotalsLinesProps) => {
  const t = useTexts("pricing");
  const { locale } = useLanguage();
  const rate = useRate();
  const free = <span className="text-success">{t("totals.free")}</span>;
  return (
    <div className="flex flex-col gap-2">
      <dl className="flex flex-col gap-1.5">
        <Row label={t("totals.items")}>
          <Price money={totals.items} />
        </Row>
        {totals.discounts.map(({ code, label, amount }) => (
          <Row key={code ?? label} label={t("totals.discount", { code: label })}>
            <Minus money={amount} />
          </Row>
        ))}
        {delivery === null && (
          <Row label={t("totals.shipping")}>
            <span className="text-sm text-muted">{t("totals.shippingLater")}</span>
          </Row>
        )}
        {delivery?.kind === "ship" && (
          <Row label={[t("totals.shipping"), delivery.label].filter(Boolean).join(": ")}>
            {totals.shipping.amount === 0 ? free : <Price money={totals.shipping} />}
          </Row>
        )}
        {delivery?.kind === "pickup" && (
          <Row label={[t("totals.pickup"), delivery.label].filter(Boolean).join(": ")}>{free}</Row>
        )}
        {totals.taxes
          .filter(({ included }) => !included)
          .map((tax) => (
            <Row key={tax.name} label={t("totals.tax", { name: tax.name, rate: rate(tax.rate) })}>
              <Price money={tax.amount} />
            </Row>
          ))}
        <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-line pt-2.5 text-lg font-bold">
          <dt>{t("totals.total")}</dt>
          <dd>
            <Price money={totals.total} />
          </dd>
        </div>
        {totals.taxes
          .filter(({ included }) => included)
          .map((tax) => (
            <Row
              key={tax.name}
              quiet
              label={t("totals.taxIncluded", { name: tax.name, rate: rate(tax.rate) })}
            >
              <Price money={tax.amount} />
            </Row>
          ))}
      </dl>
      {bundle && (
        <p className="text-sm text-success">
          {t("totals.bundled", {
            count: bundle.orders.length,
            orders: new Intl.ListFormat(locale).format(bundle.orders),
          })}
        </p>
      )}
      {freeShippingFrom && (
        <p className="text-sm text-muted">
          {t("totals.freeFrom", { amount: formatMoney(freeShippingFrom, locale) })}
        </p>
      )}
    </div>
  );
};

import {
  type Currency,
  formatMoney,
  MAX_AMOUNT,
  type Money,
  minorDigits,
  parseAmount,
} from "@showdrop/shared";
import { useState } from "react";
import { useLanguage } from "../i18n/index.ts";
import { classes } from "./classes.ts";
import { useControl } from "./field.tsx";
import { box } from "./inputs.tsx";

/** Money as the reader's language writes it. `was` is a higher former price, struck through. */
export const Price = ({
  money,
  was,
  className,
}: {
  money: Money;
  was?: Money | undefined;
  className?: string;
}) => {
  const { locale } = useLanguage();
  const higher = was && was.currency === money.currency && was.amount > money.amount ? was : null;
  return (
    <span className={classes("tabular-nums whitespace-nowrap", className)}>
      {formatMoney(money, locale)}
      {higher && (
        <>
          {" "}
          <s className="font-normal text-faint">{formatMoney(higher, locale)}</s>
        </>
      )}
    </span>
  );
};

const signs: Record<Currency, string> = { KRW: "₩", USD: "$", EUR: "€", JPY: "¥" };

/** The amount as a person types it: 1250 of USD is `12.50`, 12000 of KRW is `12,000`. */
const written = (amount: number, currency: Currency): string =>
  new Intl.NumberFormat("en-US", {
    minimumFractionDigits: minorDigits[currency],
    maximumFractionDigits: minorDigits[currency],
  }).format(amount / 10 ** minorDigits[currency]);

export interface MoneyInputProps {
  currency: Currency;
  /** In minor units; null while nothing valid is entered. */
  amount: number | null;
  onChange: (amount: number | null) => void;
  placeholder?: string;
  disabled?: boolean;
}

/** An amount in a currency: takes `12.50` or `12,000`, gives minor units, and writes it out neatly when it is left. */
export const MoneyInput = ({
  currency,
  amount,
  onChange,
  placeholder,
  disabled = false,
}: MoneyInputProps) => {
  const control = useControl();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? (amount === null ? "" : written(amount, currency));
  return (
    <div className="relative">
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-faint tabular-nums"
      >
        {signs[currency]}
      </span>
      <input
        {...control}
        type="text"
        inputMode={minorDigits[currency] > 0 ? "decimal" : "numeric"}
        autoComplete="off"
        maxLength={written(MAX_AMOUNT, currency).length}
        disabled={disabled}
        placeholder={placeholder ?? written(0, currency)}
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          onChange(parseAmount(target.value, currency));
        }}
        // What is no amount stays as it was typed, with its error, instead of vanishing.
        onBlur={() =>
          setText((typed) => (typed === null || parseAmount(typed, currency) !== null ? null : typed))
        }
        className={classes(box, "h-11 pl-9 tabular-nums")}
      />
    </div>
  );
};

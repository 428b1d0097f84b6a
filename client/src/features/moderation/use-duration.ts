import { useLanguage } from "../../i18n/index.ts";

const units = [
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Seconds in the largest unit that fits, as the reader's language writes it: "10 minutes", "24시간". */
export const useDuration = (): ((seconds: number) => string) => {
  const { locale } = useLanguage();
  return (seconds) => {
    const [unit, size] = units.find(([, size]) => seconds >= size) ?? units[2];
    const value = Math.round(seconds / size);
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
  };
};

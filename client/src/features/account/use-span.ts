import { useLanguage } from "../../i18n/index.ts";

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** A span of seconds in words, in the largest unit that it fills: "7 days". */
export const useSpan = () => {
  const { locale } = useLanguage();
  return (seconds: number): string => {
    const [unit, size] = units.find(([, each]) => seconds >= each) ?? (["second", 1] as const);
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
      Math.round(seconds / size),
    );
  };
};

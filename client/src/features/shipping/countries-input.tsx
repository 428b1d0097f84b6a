import type { Refusal } from "@showdrop/shared";
import { X } from "lucide-react";
import { useMemo } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { Field, Select } from "../../ui/index.ts";
import { countriesIn } from "../addresses/countries.ts";

interface CountriesInputProps {
  countries: readonly string[];
  /** Those that cannot be chosen. */
  taken: readonly string[];
  onChange: (countries: readonly string[]) => void;
  error: string | Refusal | undefined;
}

/** Several countries: those that are in, each with a way out, and a list of all others. */
export const CountriesInput = ({ countries, taken, onChange, error }: CountriesInputProps) => {
  const t = useTexts("shipping");
  const { locale } = useLanguage();
  const all = useMemo(() => countriesIn(locale), [locale]);
  const free = all.filter(({ value }) => !countries.includes(value) && !taken.includes(value));
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={t("zones.countries")} className="flex flex-wrap gap-2 empty:hidden">
        {all
          .filter(({ value }) => countries.includes(value))
          .map(({ value, label }) => (
            <li key={value}>
              <button
                type="button"
                aria-label={t("zones.removeCountry", { country: label })}
                onClick={() => onChange(countries.filter((country) => country !== value))}
                className="flex h-11 items-center gap-1.5 rounded-md bg-raised px-3 text-sm font-semibold hover:text-danger"
              >
                {label}
                <X size={16} aria-hidden />
              </button>
            </li>
          ))}
      </ul>
      <Field label={t("zones.addCountry")} error={error}>
        <Select
          value=""
          onChange={(country) => country && onChange([...countries, country])}
          options={[{ value: "", label: "…" }, ...free]}
        />
      </Field>
    </div>
  );
};

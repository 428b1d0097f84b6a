import type { Address } from "@showdrop/shared";
import type { Language } from "../../i18n/index.ts";

/** An address as lines in the order in which its country writes it, with the country in the reader's language. */
export const addressLines = (address: Address, language: Language): string[] => {
  const country =
    new Intl.DisplayNames([language], { type: "region" }).of(address.country) ?? address.country;
  const { line1, line2, city, region, postalCode } = address;
  const lines =
    address.country === "KR" || address.country === "JP"
      ? [
          `(${postalCode}) ${[region, city].filter(Boolean).join(" ")}`,
          [line1, line2].filter(Boolean).join(", "),
        ]
      : [line1, line2, [city, region, postalCode].filter(Boolean).join(" ")];
  return [...lines, country].filter(Boolean);
};

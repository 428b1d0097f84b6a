import { z } from "zod";
import { Country } from "./postal-addresses.ts";
import { BasisPoints } from "./totals.ts";

/** A tax on what goes to a country. */
export const TaxRule = z.strictObject({
  /** Null: every country that no other rule names. */
  country: Country.nullable(),
  name: z.string().trim().min(1, "Please name the tax.").max(40, "At most 40 characters, please."),
  rate: BasisPoints.min(1, "A rate is more than nothing."),
  /** In the prices already, or added to them. */
  included: z.boolean(),
  onShipping: z.boolean(),
});
export type TaxRule = z.infer<typeof TaxRule>;

export const TaxSettings = z.object({ rules: z.array(TaxRule) });
export type TaxSettings = z.infer<typeof TaxSettings>;

/** Some countries ask for two, a federal one and a province's. */
const PER_COUNTRY = 3;

/** Replaces the rules. */
export const SetTaxes = z.strictObject({
  rules: z
    .array(TaxRule)
    .max(100, "A shop has at most 100 tax rules.")
    .superRefine((rules, check) => {
      for (const [index, { country, name, included }] of rules.entries()) {
        const before = rules.slice(0, index).filter((rule) => rule.country === country);
        if (before.some((rule) => rule.name === name))
          check.addIssue({ code: "custom", path: [index, "name"], message: "This tax is there already." });
        if (before.some((rule) => rule.included !== included))
          check.addIssue({
            code: "custom",
            path: [index, "included"],
            message: "The taxes of one country are all in the prices, or none is.",
          });
        if (before.length >= PER_COUNTRY)
          check.addIssue({
            code: "custom",
            path: [index, "country"],
            message: `A country has at most ${PER_COUNTRY} taxes.`,
          });
      }
    }),
});
export type SetTaxes = z.infer<typeof SetTaxes>;

/** Korea's value-added tax, which prices there include. */
export const koreanVat: TaxRule = {
  country: "KR",
  name: "VAT",
  rate: 1000,
  included: true,
  onShipping: true,
};

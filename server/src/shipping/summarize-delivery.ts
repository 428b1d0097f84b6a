import type { Currency, DeliverySummary, ShippingSettings } from "@showdrop/shared";

const least = (amounts: readonly number[]): number | null =>
  amounts.length === 0 ? null : Math.min(...amounts);

/** What a shop's settings say of delivery, for somebody who has not said yet where they live. */
export const summarizeDelivery = (
  { zones, places }: ShippingSettings,
  currency: Currency,
): DeliverySummary => {
  const everywhere = zones.length === 0 || zones.some(({ countries }) => countries.length === 0);
  const rates = zones.flatMap((zone) => zone.rates).filter((rate) => rate.currency === currency);
  const cheapest = least(rates.map(({ first }) => first));
  const freeOver = least(rates.flatMap((rate) => rate.freeOver ?? []));
  const free = zones.length === 0 || cheapest === 0;
  return {
    free,
    countries: everywhere ? null : [...new Set(zones.flatMap(({ countries }) => countries))],
    from: free || cheapest === null ? null : { amount: cheapest, currency },
    freeOver: free || freeOver === null ? null : { amount: freeOver, currency },
    places: places.map(({ name }) => name),
  };
};

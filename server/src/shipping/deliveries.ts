import type {
  Currency,
  Delivery,
  DeliveryOption,
  ShippingRate,
  ShippingSettings,
  ShippingZone,
} from "@showdrop/shared";

/** What is to be delivered, and where. */
export interface Parcel {
  /** ISO 3166-1 alpha-2; null while it is not known. */
  country: string | null;
  currency: Currency;
  quantity: number;
  /** What the items cost after discounts, in minor units. */
  worth: number;
  /** What is on its way to the same place already. */
  with: { quantity: number; worth: number; shippingPaid: number } | null;
}

export interface Deliveries {
  /** The cheapest first, then the pickup places. */
  options: DeliveryOption[];
  /** What the order must be worth for the first option to be free; null when it is, or never will be. */
  freeFrom: number | null;
}

/** The zone of a country: the one that names it, else the one for everywhere else. */
const zoneOf = (zones: readonly ShippingZone[], country: string): ShippingZone | null =>
  zones.find(({ countries }) => countries.includes(country)) ??
  zones.find(({ countries }) => countries.length === 0) ??
  null;

/** What a rate asks for so many units, before anything makes it cheaper. */
const flat = ({ first, extra }: ShippingRate, quantity: number): number => first + extra * (quantity - 1);

/**
 * What a rate asks for a parcel. One that travels with earlier orders costs what all of them together would, less what
 * was paid already: mostly nothing, or the difference.
 */
const charge = (rate: ShippingRate, { quantity, worth, with: earlier }: Parcel): number => {
  if (rate.freeOver !== null && worth + (earlier?.worth ?? 0) >= rate.freeOver) return 0;
  return Math.max(0, flat(rate, quantity + (earlier?.quantity ?? 0)) - (earlier?.shippingPaid ?? 0));
};

const cheapestFirst = (a: DeliveryOption, b: DeliveryOption): number => a.price.amount - b.price.amount;

/** Every way in which a parcel may reach its buyer, with its price. Without a country, only the pickup places. */
export const deliveriesOf = ({ zones, places }: ShippingSettings, parcel: Parcel): Deliveries => {
  const { country, currency } = parcel;
  const money = (amount: number) => ({ amount, currency });
  const option = (delivery: Delivery, amount: number, regular: number, details = ""): DeliveryOption => ({
    ...{ delivery, details },
    price: money(amount),
    regularPrice: money(regular),
  });
  const pickups = places.map(({ id, name, address, hours }) =>
    option(
      { kind: "pickup", placeId: id, label: name },
      0,
      0,
      [address, hours].filter((text) => text !== "").join("\n"),
    ),
  );
  if (country === null) return { options: pickups, freeFrom: null };
  if (zones.length === 0)
    return { options: [option({ kind: "ship", rateId: null, label: "" }, 0, 0), ...pickups], freeFrom: null };

  const rates = (zoneOf(zones, country)?.rates ?? []).filter((rate) => rate.currency === currency);
  const ways = rates
    .map((rate) =>
      option(
        { kind: "ship", rateId: rate.id, label: rate.name },
        charge(rate, parcel),
        flat(rate, parcel.quantity),
      ),
    )
    .toSorted(cheapestFirst);
  const reachable = rates.flatMap(({ freeOver }) => (freeOver === null ? [] : [freeOver]));
  const free = ways.some(({ price }) => price.amount === 0) || reachable.length === 0;
  return { options: [...ways, ...pickups], freeFrom: free ? null : Math.min(...reachable) };
};

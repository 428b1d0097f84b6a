import type { ShippingSettings } from "@showdrop/shared";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveriesOf, type Parcel } from "./deliveries.ts";

const id = (n: number) => n.toString(16).padStart(24, "0");
const settings: ShippingSettings = {
  bundleHours: 0,
  zones: [
    {
      id: id(1),
      name: "Korea",
      countries: ["KR"],
      rates: [
        { id: id(11), name: "Next day", currency: "KRW", first: 6_000, extra: 1_000, freeOver: null },
        { id: id(12), name: "Standard", currency: "KRW", first: 3_000, extra: 0, freeOver: 50_000 },
        { id: id(13), name: "Dollars", currency: "USD", first: 300, extra: 0, freeOver: null },
      ],
    },
    {
      id: id(2),
      name: "Elsewhere",
      countries: [],
      rates: [{ id: id(21), name: "Air", currency: "KRW", first: 20_000, extra: 5_000, freeOver: null }],
    },
  ],
  places: [{ id: id(31), name: "Studio", country: "KR", address: "110 Sejong-daero", hours: "Mon to Fri" }],
};
const parcel: Parcel = { country: "KR", currency: "KRW", quantity: 1, worth: 20_000, with: null };
const ways = (more: Partial<Parcel>, by = settings) => {
  const { options, freeFrom } = deliveriesOf(by, { ...parcel, ...more });
  return { ways: options.map(({ delivery, price }) => [delivery.label, price.amount]), freeFrom };
};

describe("the ways to a country", () => {
  test("are its zone's, in the order's currency, the cheapest first, and the pickup places", () => {
    expect(ways({})).toEqual({
      ways: [
        ["Standard", 3_000],
        ["Next day", 6_000],
        ["Studio", 0],
      ],
      freeFrom: 50_000,
    });
    expect(ways({ currency: "USD" }).ways).toEqual([
      ["Dollars", 300],
      ["Studio", 0],
    ]);
    expect(ways({ country: "DE", quantity: 3 }).ways).toEqual([
      ["Air", 30_000],
      ["Studio", 0],
    ]);
    expect(ways({ country: "DE", currency: "USD" }).ways).toEqual([["Studio", 0]]);
    expect(ways({ country: null }).ways).toEqual([["Studio", 0]]);
  });

  test("cost nothing from the worth that the rate names", () => {
    expect(ways({ worth: 49_999 }).freeFrom).toBe(50_000);
    expect(ways({ worth: 50_000 })).toMatchObject({
      ways: [["Standard", 0], ["Next day", 6_000], expect.anything()],
      freeFrom: null,
    });
  });

  test("are everywhere and free in a shop that has set up nothing", () => {
    const { options, freeFrom } = deliveriesOf({ zones: [], places: [], bundleHours: 0 }, parcel);
    expect(options.map(({ delivery, price }) => [delivery, price.amount])).toEqual([
      [{ kind: "ship", rateId: null, label: "" }, 0],
    ]);
    expect(freeFrom).toBeNull();
  });
});

describe("what travels with earlier orders", () => {
  test("costs nothing again, or the difference to what all of them together cost", () => {
    const standard = { quantity: 1, worth: 20_000, shippingPaid: 3_000 };
    expect(ways({ with: standard }).ways).toContainEqual(["Standard", 0]);
    expect(ways({ with: standard }).ways).toContainEqual(["Next day", 4_000]);
    const abroad = { quantity: 2, worth: 20_000, shippingPaid: 25_000 };
    expect(ways({ country: "DE", quantity: 2, with: abroad }).ways).toContainEqual(["Air", 10_000]);
    // Together they are worth enough.
    const unpaid = { quantity: 1, worth: 30_000, shippingPaid: 0 };
    expect(ways({ with: unpaid }).ways).toContainEqual(["Standard", 0]);
  });

  test("never costs more than on its own, and all parcels together what one with everything in it would", () => {
    const purchases = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(purchases, (quantities) => {
        let earlier = { quantity: 0, worth: 0, shippingPaid: 0 };
        for (const quantity of quantities) {
          const to = { ...parcel, country: "DE", quantity, worth: 1_000 };
          const [way] = deliveriesOf(settings, {
            ...to,
            with: earlier.quantity > 0 ? earlier : null,
          }).options;
          const paid = way?.price.amount ?? Number.NaN;
          expect(paid).toBeLessThanOrEqual(way?.regularPrice.amount ?? 0);
          earlier = {
            quantity: earlier.quantity + quantity,
            worth: earlier.worth + 1_000,
            shippingPaid: earlier.shippingPaid + paid,
          };
        }
        expect(earlier.shippingPaid).toBe(20_000 + 5_000 * (earlier.quantity - 1));
      }),
    );
  });
});

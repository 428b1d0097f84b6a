import type {
  Drop,
  Measured,
  Product,
  ReadinessLine,
  ReadinessReport,
  RehearsalTally,
  ShippingSettings,
} from "@showdrop/shared";

/** Bits in a second below which a picture looks poor, and packets lost above which it stutters. */
const LEAST_BITRATE = 1_000_000;
const MOST_LOSS = 0.03;

export interface Readiness {
  showId: string;
  at: Date;
  drops: readonly Drop[];
  /** What the show's plan shows. */
  products: readonly Product[];
  shipping: ShippingSettings;
  /** How the shop's account at the payment provider stands; null: it has none. */
  payouts: string | null;
  turn: boolean;
  measured: Measured | null;
  tally: RehearsalTally;
}

const connection = (measured: Measured | null): ReadinessLine => {
  const good = measured !== null && measured.bitrate >= LEAST_BITRATE && measured.loss <= MOST_LOSS;
  return { about: "connection", verdict: good ? "ok" : "look", measured };
};

/** What of a show is ready, line by line, from what is set up for it and what its rehearsal showed. */
export const readiness = (given: Readiness): ReadinessReport => {
  const { drops, products, shipping, payouts, tally } = given;
  const open = drops.filter(({ status }) => status !== "closed");
  const units = open.reduce((sum, { stock }) => sum + stock.available, 0);
  const inDrops = new Set(open.map(({ product }) => product.id));
  const emptyProducts = products.filter(
    ({ id, variants }) => !inDrops.has(id) && variants.every(({ available }) => available === 0),
  ).length;
  const countries = new Set(shipping.zones.flatMap((zone) => zone.countries)).size;
  const { raid, held, paid, lapsed, refused } = tally;
  const sold = (): ReadinessLine["verdict"] => {
    if (held > 0 && paid === 0) return "fix";
    return paid > 0 && refused.every((code) => code === "DROP_ALL_HELD" || code === "DROP_SOLD_OUT")
      ? "ok"
      : "look";
  };
  return {
    showId: given.showId,
    at: given.at.toISOString(),
    lines: [
      {
        about: "stock",
        verdict: emptyProducts > 0 ? "fix" : open.length > 0 && units > 0 ? "ok" : "look",
        ...{ drops: open.length, units, emptyProducts },
      },
      {
        about: "shipping",
        verdict: countries > 0 || shipping.places.length > 0 ? "ok" : "look",
        ...{ zones: shipping.zones.length, countries, places: shipping.places.length },
      },
      { about: "payouts", verdict: payouts === "ready" ? "ok" : "fix", state: payouts ?? "none" },
      connection(given.measured),
      { about: "turn", verdict: given.turn ? "ok" : "look", configured: given.turn },
      { about: "raid", verdict: raid.stopped > 0 ? "ok" : "look", ...raid },
      { about: "buyers", verdict: sold(), held, paid, lapsed, refused },
    ],
  };
};

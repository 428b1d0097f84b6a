import {
  assertNever,
  type CameFrom,
  type Earned,
  type Funnel,
  minorDigits,
  type Share,
  type ShopReport,
  type ShopTable,
  type ShowReport,
  type ShowTable,
} from "@showdrop/shared";

type Cell = string | number;
export type Table = readonly (readonly Cell[])[];

/** `{ amount: 1250, currency: "USD" }` is `12.50`. */
const decimal = (amount: number, currency: Earned["currency"]): string => {
  const digits = minorDigits[currency];
  return (amount / 10 ** digits).toFixed(digits);
};

/** A row for each currency, and one without any where nothing was earned. */
const perCurrency = (
  front: readonly Cell[],
  earned: readonly Earned[],
  back: readonly Cell[] = [],
): readonly Cell[][] =>
  earned.length === 0
    ? [[...front, "", "", "", "", ...back]]
    : earned.map(({ currency, paid, refunded }) => [
        ...front,
        ...[currency, decimal(paid, currency), decimal(refunded, currency)],
        ...[decimal(paid - refunded, currency), ...back],
      ]);

const moneyColumns = ["currency", "paid", "refunded", "revenue"];
const funnelColumns = ["saw", "opened", "held", "paid_people"];
const funnelCells = ({ saw, opened, held, paid }: Funnel): Cell[] => [saw, opened, held, paid];

/** Money of one currency a row, as with `perCurrency`. */
const perSum = (
  front: readonly Cell[],
  sums: readonly { currency: Earned["currency"]; amount: number }[],
): readonly Cell[][] =>
  sums.length === 0
    ? [[...front, "", ""]]
    : sums.map(({ currency, amount }) => [...front, currency, decimal(amount, currency)]);

const sourceCells = (from: CameFrom | null): Cell[] => {
  if (from === null) return ["others", "", ""];
  switch (from.kind) {
    case "direct":
    case "untold":
      return [from.kind, "", ""];
    case "own":
      return [from.kind, from.page, ""];
    case "site":
      return [from.kind, from.host, ""];
    case "campaign":
      return [from.kind, from.source, from.medium ?? ""];
    default:
      return assertNever(from);
  }
};

/** One table of a show's report, its heading first. Moments in UTC, money in the currency's own unit. */
export const showTable = (report: ShowReport, table: ShowTable): Table => {
  const { viewers, watched, funnel, drops, products, minutes, sources } = report;
  switch (table) {
    case "figures":
      return [
        ["unique_viewers", "peak_viewers", "watched_seconds", "median_watched_seconds"].concat(
          ["new_followers", "orders"],
          moneyColumns,
        ),
        ...perCurrency(
          [
            ...[viewers.unique, viewers.peak, watched.total, watched.median],
            ...[report.newFollowers, report.orders],
          ],
          report.earned,
        ),
      ];
    case "viewers":
      return [["at", "viewers"], ...viewers.series.map(({ at, count }) => [at, count])];
    case "minutes":
      return [
        ["minute", "messages", "currency", "paid"],
        ...minutes.flatMap(({ at, messages, paid }) => perSum([at, messages], paid)),
      ];
    case "funnel":
      return [funnelColumns, funnelCells(funnel)];
    case "drops":
      return [
        ["drop", "opened_at", "closed_at", ...funnelColumns, "units", "currency", "paid"],
        ...drops.flatMap(({ title, openedAt, closedAt, units, paid, ...drop }) =>
          perSum([title, openedAt ?? "", closedAt ?? "", ...funnelCells(drop.funnel), units], paid),
        ),
      ];
    case "products":
      return [
        ["product", ...funnelColumns, "units", "currency", "paid"],
        ...products.flatMap(({ title, units, paid, ...product }) =>
          perSum([title, ...funnelCells(product.funnel), units], paid),
        ),
      ];
    case "sources":
      return [
        ["kind", "source", "medium", "people"],
        ...sources.map(({ from, people }) => [...sourceCells(from), people]),
      ];
    default:
      return assertNever(table);
  }
};

const shareCells = (name: string, { part, of }: Share): Cell[] => [
  ...[name, part, of],
  of === 0 ? "" : (part / of).toFixed(4),
];

/** One table of a shop's report, its heading first. */
export const shopTable = (report: ShopReport, table: ShopTable): Table => {
  switch (table) {
    case "figures":
      return [
        ["figure", "part", "of", "ratio"],
        shareCells("conversion", report.conversion),
        shareCells("repurchase", report.repurchase),
        shareCells("returns", report.returns),
      ];
    case "days":
      return [
        ["day", "orders", "units", ...moneyColumns],
        ...report.days.flatMap(({ day, orders, units, earned }) => perCurrency([day, orders, units], earned)),
      ];
    case "shows":
      return [
        ["show", "started_at", "ended_at", "peak_viewers", "unique_viewers", "paid_people", "orders"].concat(
          moneyColumns,
        ),
        ...report.shows.flatMap((show) =>
          perCurrency(
            [
              ...[show.title, show.startedAt, show.endedAt ?? "", show.peak, show.unique],
              ...[show.conversion.part, show.orders],
            ],
            show.earned,
          ),
        ),
      ];
    default:
      return assertNever(table);
  }
};

/** Date operators, with time zones. */
import { ObjectId } from "bson";
import { toCount } from "../bson/numbers.ts";
import { type Doc, isDoc, isNullish, typeName } from "../bson/values.ts";
import { failedToParse, locationError } from "../errors.ts";
import { namedArguments, type Operator, type Operators, overNamedValues } from "./operator.ts";
import { toLocal, toUtc, zoneOf } from "./time-zones.ts";

const DAY = 86_400_000;
const MILLISECONDS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY,
  week: 7 * DAY,
};
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** MongoDB counts bins of several units from 2000-01-01, which was a Saturday. */
const REFERENCE_YEAR = 2000;
const REFERENCE = Date.UTC(REFERENCE_YEAR, 0, 1);
const REFERENCE_WEEKDAY = 6;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const unknownUnit = (unit: string) => failedToParse(`unknown time unit value: ${unit}`);
const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;

function requireDate(name: string, value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  throw locationError(16006, `can't convert from BSON type ${typeName(value)} to Date in ${name}`);
}

/** Whole months between the reference and a local time. */
function monthsSinceReference(local: number): number {
  const date = new Date(local);
  return (date.getUTCFullYear() - REFERENCE_YEAR) * 12 + date.getUTCMonth();
}

/** The local time at which the bin of a local time starts. */
function startOfBin(local: number, unit: string, binSize: number, startOfWeek: string): number {
  const months = MONTHS[unit];
  if (months !== undefined) {
    return Date.UTC(REFERENCE_YEAR, floorTo(monthsSinceReference(local), months * binSize), 1);
  }
  const step = MILLISECONDS[unit];
  if (step === undefined) throw unknownUnit(unit);
  const weekday = WEEKDAYS.indexOf(startOfWeek.toLowerCase().slice(0, 3));
  const reference = unit === "week" ? REFERENCE + ((weekday - REFERENCE_WEEKDAY + 7) % 7) * DAY : REFERENCE;
  return reference + floorTo(local - reference, step * binSize);
}

function dateTrunc({ date, unit, binSize, timezone, startOfWeek }: Doc): Date | null {
  if (isNullish(date) || isNullish(unit)) return null;
  const zone = zoneOf(timezone);
  const bins = isNullish(binSize) ? 1 : toCount(binSize);
  const local = toLocal(requireDate("$dateTrunc", date), zone);
  return new Date(toUtc(startOfBin(local, String(unit), bins, String(startOfWeek ?? "sunday")), zone));
}

/** How many unit boundaries lie between two dates. */
function dateDiff({ startDate, endDate, unit, timezone, startOfWeek }: Doc): number | null {
  if (isNullish(startDate) || isNullish(endDate) || isNullish(unit)) return null;
  const zone = zoneOf(timezone);
  const [from = 0, to = 0] = [startDate, endDate].map((date) =>
    startOfBin(
      toLocal(requireDate("$dateDiff", date), zone),
      String(unit),
      1,
      String(startOfWeek ?? "sunday"),
    ),
  );
  const months = MONTHS[String(unit)];
  if (months !== undefined) return (monthsSinceReference(to) - monthsSinceReference(from)) / months;
  return Math.round((to - from) / (MILLISECONDS[String(unit)] ?? 1));
}

/** Adds months to a local time; the day is clipped to the month's last. */
function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  const day = Math.min(date.getUTCDate(), target.getUTCDate());
  return Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), day) + (local - floorTo(local, DAY));
}

const shift = (name: string, sign: 1 | -1): Operator =>
  overNamedValues(
    name,
    ["startDate", "unit", "amount"],
    ["timezone"],
    ({ startDate, unit, amount, timezone }) => {
      if (isNullish(startDate) || isNullish(unit) || isNullish(amount)) return null;
      const instant = requireDate(name, startDate);
      const [text, by] = [String(unit), toCount(amount) * sign];
      const step = MILLISECONDS[text];
      // Hours and less are exact durations; days and more keep the wall clock of the zone.
      if (step !== undefined && step < DAY) return new Date(instant + by * step);
      const zone = zoneOf(timezone);
      const local = toLocal(instant, zone);
      if (step !== undefined) return new Date(toUtc(local + by * step, zone));
      const months = MONTHS[text];
      if (months === undefined) throw unknownUnit(text);
      return new Date(toUtc(addMonths(local, by * months), zone));
    },
  );

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

/** Day of the year, from 1. */
const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;

/** The Thursday of a date's week: ISO weeks and their years are named after it. */
function isoThursday(date: Date): Date {
  return new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
}
const isoWeek = (date: Date): number => Math.floor((dayOfYear(isoThursday(date)) - 1) / 7) + 1;

/** Parts of a date whose UTC fields are the local ones. */
const PARTS = {
  $year: (date: Date) => date.getUTCFullYear(),
  $month: (date: Date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date: Date) => date.getUTCDate(),
  $dayOfWeek: (date: Date) => date.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $isoDayOfWeek: (date: Date) => ((date.getUTCDay() + 6) % 7) + 1,
  $isoWeek: isoWeek,
  $isoWeekYear: (date: Date) => isoThursday(date).getUTCFullYear(),
  $hour: (date: Date) => date.getUTCHours(),
  $minute: (date: Date) => date.getUTCMinutes(),
  $second: (date: Date) => date.getUTCSeconds(),
  $millisecond: (date: Date) => date.getUTCMilliseconds(),
} as const;

/** `"$at"`, or `{ date: "$at", timezone: "Asia/Seoul" }`. */
const part =
  (name: string, read: (local: Date) => number): Operator =>
  (argument, compile) => {
    const parts =
      isDoc(argument) && "date" in argument
        ? namedArguments(name, argument, ["date"], ["timezone"])
        : { date: argument };
    const [date, timezone] = [compile(parts.date), compile(parts.timezone)];
    return (scope) => {
      const value = date(scope);
      return isNullish(value)
        ? null
        : read(new Date(toLocal(requireDate(name, value), zoneOf(timezone(scope)))));
    };
  };

const FORMATS: Readonly<Record<string, (local: Date) => string>> = {
  "%Y": (local) => pad(PARTS.$year(local), 4),
  "%m": (local) => pad(PARTS.$month(local), 2),
  "%d": (local) => pad(PARTS.$dayOfMonth(local), 2),
  "%H": (local) => pad(PARTS.$hour(local), 2),
  "%M": (local) => pad(PARTS.$minute(local), 2),
  "%S": (local) => pad(PARTS.$second(local), 2),
  "%L": (local) => pad(PARTS.$millisecond(local), 3),
  "%j": (local) => pad(dayOfYear(local), 3),
  "%w": (local) => String(PARTS.$dayOfWeek(local)),
  "%u": (local) => String(PARTS.$isoDayOfWeek(local)),
  "%V": (local) => pad(isoWeek(local), 2),
  "%G": (local) => pad(PARTS.$isoWeekYear(local), 4),
  "%%": () => "%",
};
const DEFAULT_FORMAT = "%Y-%m-%dT%H:%M:%S.%LZ";

function dateToString({ date, format, timezone, onNull }: Doc): unknown {
  if (isNullish(date)) return onNull ?? null;
  const local = new Date(toLocal(requireDate("$dateToString", date), zoneOf(timezone)));
  return String(format ?? DEFAULT_FORMAT).replaceAll(/%./g, (directive) => {
    const print = FORMATS[directive];
    if (!print) throw locationError(18536, `Invalid format character '${directive}' in format string`);
    return print(local);
  });
}

export const dates: Operators = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, read]) => [name, part(name, read)])),
  $dateTrunc: overNamedValues(
    "$dateTrunc",
    ["date", "unit"],
    ["binSize", "timezone", "startOfWeek"],
    dateTrunc,
  ),
  $dateDiff: overNamedValues(
    "$dateDiff",
    ["startDate", "endDate", "unit"],
    ["timezone", "startOfWeek"],
    dateDiff,
  ),
  $dateAdd: shift("$dateAdd", 1),
  $dateSubtract: shift("$dateSubtract", -1),
  $dateToString: overNamedValues("$dateToString", ["date"], ["format", "timezone", "onNull"], dateToString),
};

import type { Known, Stay } from "../audience/stays.store.ts";

/** Says who somebody is, where a browser turned out to be a customer's. */
export type WhoIs = (known: Pick<Known, "person" | "visitor">) => string;

/**
 * Whoever signs in during a show was there before, as a visitor: their browser's number tells that they are the same.
 * @param known everybody in one show
 */
export const whoIsWho = (known: readonly Pick<Known, "person" | "visitor">[]): WhoIs => {
  const customers = new Map(
    known.flatMap(({ person, visitor }) => (visitor && person.startsWith("u:") ? [[visitor, person]] : [])),
  );
  return ({ person, visitor }) =>
    person.startsWith("v:") && visitor ? (customers.get(visitor) ?? person) : person;
};

/** People of several shows, each once: a browser that is a customer's in any of them is that customer. */
export const peopleIn = (known: readonly Pick<Known, "person" | "visitor">[]): Set<string> =>
  new Set(known.map(whoIsWho(known)));

/** A time from one moment (ms) to another. */
export type Span = readonly [from: number, to: number];

/** The same times without overlaps, in order: two devices of one person watch as one. */
export const united = (spans: readonly Span[]): Span[] => {
  const result: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
};

const overlaps = (spans: readonly Span[], others: readonly Span[]): boolean =>
  spans.some(([from, to]) => others.some(([begin, end]) => from < end && begin < to));

/** Everybody who watched a show, each once. */
export interface Audience {
  who: WhoIs;
  people: Map<string, { spans: Span[]; first: Stay }>;
}

export const audienceOf = (stays: readonly Stay[]): Audience => {
  const who = whoIsWho(stays);
  const byPerson = Map.groupBy(stays, who);
  const people = new Map(
    [...byPerson].map(([person, theirs]) => {
      const [first, ...rest] = theirs;
      if (!first) throw new Error("a group has a member");
      return [
        person,
        {
          spans: united(theirs.map(({ from, to }) => [from.getTime(), to.getTime()])),
          first: rest.reduce((earliest, stay) => (stay.from < earliest.from ? stay : earliest), first),
        },
      ];
    }),
  );
  return { who, people };
};

/** Who watched while one of these times ran. */
export const presentDuring = ({ people }: Audience, times: readonly Span[]): Set<string> =>
  new Set([...people].flatMap(([person, { spans }]) => (overlaps(spans, times) ? [person] : [])));

/** How long each person watched, in seconds, added up and in the middle: of an even number the mean of the two. */
export const watchTime = ({ people }: Audience): { total: number; median: number } => {
  const seconds = [...people.values()]
    .map(({ spans }) => spans.reduce((sum, [from, to]) => sum + to - from, 0) / 1000)
    .sort((a, b) => a - b);
  const middle = seconds.length / 2;
  const median = Number.isInteger(middle)
    ? ((seconds[middle - 1] ?? 0) + (seconds[middle] ?? 0)) / 2
    : (seconds[Math.floor(middle)] ?? 0);
  return { total: Math.round(seconds.reduce((sum, each) => sum + each, 0)), median: Math.round(median) };
};

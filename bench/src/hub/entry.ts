import { ShowEntry } from "@showdrop/shared";

/** An entry of a show as it goes over the wire; what the load client reads of it is in load.c. */
export type Entry = ShowEntry;

/** An entry under the next number, published now. */
export const numbered = (line: string, seq: number): Entry => ({
  ...ShowEntry.parse(JSON.parse(line)),
  seq,
  at: new Date().toISOString(),
});

/** As long as a line of chat is on average with a name said in it. */
const WORDS = "is the small blue cup coming back?";

/** What is posted: the load client reads the run, the message's number and when it was due, in microseconds. */
export const textOf = (run: number, number: number, due: bigint): string =>
  `load-${run}-${number}-${due}- ${WORDS}`;

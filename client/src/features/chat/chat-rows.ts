import type { ChatMessage, Person, SystemLine } from "@showdrop/shared";

/** Rows that a chat keeps: what somebody scrolls back to. */
const MOST_ROWS = 200;
/** Over a video few fit, they fade, and each is laid out and drawn on a phone with every message that comes. */
export const MOST_ROWS_OVER_VIDEO = 60;

export type ChatRow =
  | { kind: "message"; id: string; at: string; message: ChatMessage }
  | { kind: "line"; id: string; at: string; line: SystemLine };

/** What people and the show said, in one order. */
export const chatRows = (
  messages: readonly ChatMessage[],
  lines: readonly SystemLine[],
  most: number = MOST_ROWS,
): ChatRow[] => {
  const rows: ChatRow[] = [
    ...messages.map((message) => ({ kind: "message" as const, id: message.id, at: message.at, message })),
    ...lines.map((line) => ({ kind: "line" as const, id: line.id, at: line.at, line })),
  ];
  // Sorting keeps the order of what came at the same moment.
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-most);
};

/** Those who may be meant by an `@`: who spoke lately, the last first, then the team; without oneself. */
export const peopleToMention = (
  messages: readonly ChatMessage[],
  team: readonly Person[],
  myId: string | undefined,
): Person[] => {
  const people = new Map<string, Person>();
  for (const { author } of messages.toReversed()) if (!people.has(author.id)) people.set(author.id, author);
  for (const person of team) if (!people.has(person.id)) people.set(person.id, person);
  if (myId !== undefined) people.delete(myId);
  return [...people.values()];
};

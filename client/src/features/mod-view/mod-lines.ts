import type { ChatMessage, ModerationEntry } from "@showdrop/shared";

/** Lines that are kept: what a moderator scrolls back through in a busy show. */
export const MOST_LINES = 300;

/** A line of the chat as the team sees it: one that was taken away stays, with who did it. */
export interface ModLine {
  message: ChatMessage;
  /** Taken away, or its author is banned. */
  gone: boolean;
}

/** The lines after the chat changed: new ones at the end, those that are not in it any more marked, none forgotten. */
export const withChat = (lines: readonly ModLine[], messages: readonly ChatMessage[]): ModLine[] => {
  const there = new Set(messages.map(({ id }) => id));
  const [oldest] = messages;
  const kept = lines.filter(({ message }) => !there.has(message.id));
  const next: ModLine[] = [
    // Older than all that the chat holds, a line went with time, not by somebody's hand.
    ...kept.map((line) => ({ ...line, gone: line.gone || isLater(line.message, oldest) })),
    ...messages.map((message) => ({ message, gone: false })),
  ];
  return next.toSorted((a, b) => order(a.message, b.message)).slice(-MOST_LINES);
};

const isLater = (message: ChatMessage, oldest: ChatMessage | undefined): boolean =>
  oldest === undefined || order(message, oldest) > 0;

const order = (a: ChatMessage, b: ChatMessage): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1;

/** Who took a line away, as far as this page heard of it. */
export const goneBy = (
  { message, gone }: ModLine,
  deeds: readonly ModerationEntry[],
): ModerationEntry | null =>
  (gone &&
    deeds.find(
      ({ action, messageId, person }) =>
        (action === "message:delete" && messageId === message.id) ||
        (action === "person:ban" && person?.id === message.author.id),
    )) ||
  null;

import { type ChatMessage, HISTORY_LENGTH, type ModerationEntry } from "@showdrop/shared";

/** Lines that are kept: what a moderator scrolls back through in a busy show. */
export const MOST_LINES = 300;

/** A line of the chat as the team sees it: one that was taken away stays, with who did it. */
export interface ModLine {
  message: ChatMessage;
  /** `gone`: taken away, or its author is banned; `aged`: older than what the chat holds. */
  state: "there" | "gone" | "aged";
}

/**
 * The lines after the chat changed: new ones at the end, those that are not in it any more kept, none forgotten.
 * @param most messages that the chat holds: only from a full one do lines go with time, by nobody's hand.
 */
export const withChat = (
  lines: readonly ModLine[],
  messages: readonly ChatMessage[],
  most: number = HISTORY_LENGTH,
): ModLine[] => {
  const there = new Set(messages.map(({ id }) => id));
  const [oldest] = messages;
  const isAged = (message: ChatMessage): boolean =>
    oldest !== undefined && messages.length >= most && order(message, oldest) < 0;
  const next: ModLine[] = [
    ...lines
      .filter(({ message }) => !there.has(message.id))
      .map(({ message, state }): ModLine => {
        if (state !== "there") return { message, state };
        return { message, state: isAged(message) ? "aged" : "gone" };
      }),
    ...messages.map((message): ModLine => ({ message, state: "there" })),
  ];
  return next.toSorted((a, b) => order(a.message, b.message)).slice(-MOST_LINES);
};

const order = (a: ChatMessage, b: ChatMessage): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1;

/** Who took a line away, as far as this page heard of it. */
export const goneBy = (
  { message, state }: ModLine,
  moderated: readonly ModerationEntry[],
): ModerationEntry | null =>
  (state === "gone" &&
    moderated.find(
      ({ action, messageId, person }) =>
        (action === "message:delete" && messageId === message.id) ||
        (action === "person:ban" && person?.id === message.author.id),
    )) ||
  null;

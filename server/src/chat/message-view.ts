import { type ChatMessage, EXCERPT_LENGTH, type Person, type RepliedTo } from "@showdrop/shared";
import type { MessageRecord } from "./message-record.ts";
import type { MessageStore } from "./messages.store.ts";

export interface ViewMessagesDeps {
  messages: Pick<MessageStore, "findMany">;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

/** The first letters of a text, cut between characters. */
const excerpt = (text: string): string => {
  const letters = [...text];
  return letters.length > EXCERPT_LENGTH ? `${letters.slice(0, EXCERPT_LENGTH).join("")}…` : text;
};

/** How the team, and whoever waits, is told that not everybody sees a message. */
const stateOf = (aside: MessageRecord["hidden"]): ChatMessage["state"] =>
  aside === "held" ? "waiting" : aside === "shadow" ? "shadowed" : undefined;

/** A message as its author sees it: whoever is shadow-muted is not told. */
export const asAuthorSees = ({ state, ...message }: ChatMessage): ChatMessage =>
  state === "waiting" ? { ...message, state } : message;

/**
 * Messages as everybody may see them, in the same order; those whose author is gone are left out. What a message answers
 * to is shown only while that message is.
 * @param hidden authors of whom nothing is shown.
 */
export const viewMessages = async (
  { messages, people }: ViewMessagesDeps,
  records: readonly MessageRecord[],
  hidden: readonly string[] = [],
): Promise<(ChatMessage & { deletedAt: Date | null })[]> => {
  const replied = await messages.findMany([
    ...new Set(records.flatMap(({ replyToId }) => (replyToId ? [replyToId] : []))),
  ]);
  const known = await people([
    ...new Set([
      ...records.flatMap(({ authorId, mentionIds }) => [authorId, ...mentionIds]),
      ...[...replied.values()].map(({ authorId }) => authorId),
    ]),
  ]);
  const repliedTo = (id: string | null): RepliedTo | null => {
    const message = id === null ? undefined : replied.get(id);
    const author = message && known.get(message.authorId);
    if (!message || !author) return null;
    const gone = message.deletedAt !== null || hidden.includes(author.id);
    return { messageId: message.id, author, text: gone ? null : excerpt(message.text) };
  };
  return records.flatMap(
    ({
      authorId,
      replyToId,
      mentionIds,
      at,
      shopId: _,
      deletedBy: _by,
      heldFor: _for,
      hidden: aside,
      ...rest
    }) => {
      const author = known.get(authorId);
      if (!author) return [];
      const state = stateOf(aside);
      return [
        {
          ...rest,
          ...(state && { state }),
          author,
          replyTo: repliedTo(replyToId),
          mentions: mentionIds.flatMap((id) => known.get(id) ?? []),
          at: at.toISOString(),
        },
      ];
    },
  );
};

/** Looks people up, all but one who is known. */
const besides =
  (known: Person, people: ViewMessagesDeps["people"]): ViewMessagesDeps["people"] =>
  async (ids) => {
    const others = ids.filter((id) => id !== known.id);
    const found = others.length === 0 ? new Map<string, Person>() : await people(others);
    return ids.includes(known.id) ? found.set(known.id, known) : found;
  };

/**
 * One message as everybody may see it, or null when its author is gone.
 * @param author who has just said it and need not be looked up.
 */
export const viewMessage = async (
  deps: ViewMessagesDeps,
  record: MessageRecord,
  author?: Person,
): Promise<ChatMessage | null> => {
  const people = author ? besides(author, deps.people) : deps.people;
  const [view] = await viewMessages({ ...deps, people }, [record]);
  if (!view) return null;
  const { deletedAt: _, ...message } = view;
  return message;
};

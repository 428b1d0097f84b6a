import {
  type ChatMessage,
  HISTORY_LENGTH,
  LINES_LENGTH,
  type Person,
  type ShowSnapshot,
} from "@showdrop/shared";
import type { HeartStore } from "./hearts.store.ts";
import type { LineStore } from "./lines.store.ts";
import { asAuthorSees, type ViewMessagesDeps, viewMessage, viewMessages } from "./message-view.ts";
import type { MessageStore } from "./messages.store.ts";
import type { PinnedStore } from "./pinned.store.ts";

export interface ReadChatDeps extends ViewMessagesDeps {
  messages: MessageStore;
  pinned: PinnedStore;
  lines: LineStore;
  hearts: HeartStore;
  teamPeople(shopId: string): Promise<Person[]>;
}

/** A show's chat as a page begins with it. @param hidden authors of whom nothing is shown. */
export const readChat = async (
  deps: ReadChatDeps,
  { id: showId, shopId }: { id: string; shopId: string },
  hidden: readonly string[],
): Promise<Pick<ShowSnapshot, "messages" | "lines" | "pinned" | "team" | "hearts">> => {
  const [said, lines, pinned, team, hearts] = await Promise.all([
    deps.messages.last(showId, { limit: HISTORY_LENGTH, without: hidden }),
    deps.lines.last(showId, LINES_LENGTH),
    readPinned(deps, showId, hidden),
    deps.teamPeople(shopId),
    deps.hearts.total(showId),
  ]);
  const views = await viewMessages(deps, said, hidden);
  const messages = views.map(({ deletedAt: _, ...message }) => message);
  return { messages, lines, pinned, team, hearts };
};

/** The messages that a reader sees and others do not, oldest first. */
export const readAsides = async (
  deps: ViewMessagesDeps & { messages: MessageStore },
  showId: string,
  reader: { id: string; team: boolean },
): Promise<ChatMessage[]> => {
  const found = await deps.messages.lastAside(showId, {
    ...{ readerId: reader.id, team: reader.team, limit: HISTORY_LENGTH },
  });
  const views = await viewMessages(deps, found);
  return views.map(({ deletedAt: _, ...message }) =>
    message.author.id === reader.id ? asAuthorSees(message) : message,
  );
};

/** The pinned message, unless it was taken away since. */
const readPinned = async (
  deps: ReadChatDeps,
  showId: string,
  hidden: readonly string[],
): Promise<ShowSnapshot["pinned"]> => {
  const pin = await deps.pinned.find(showId);
  const record = pin && (await deps.messages.find(showId, pin.messageId));
  if (!record || hidden.includes(record.authorId)) return null;
  const [message, people] = await Promise.all([viewMessage(deps, record), deps.people([pin.pinnedBy])]);
  const pinnedBy = people.get(pin.pinnedBy);
  return message && pinnedBy ? { message, pinnedBy, pinnedAt: pin.pinnedAt.toISOString() } : null;
};

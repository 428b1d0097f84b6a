import { HISTORY_LENGTH, type Person } from "@showdrop/shared";
import type { MessageRecord, MessageStore } from "../chat/messages.store.ts";
import { toChatMessage } from "../chat/post-message.ts";
import type { Hub } from "../hub/hub.ts";
import type { ShowStore } from "../shows/shows.store.ts";

export interface RestoreLinesDeps {
  hub: Hub;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

/** Puts messages back onto every page of a show. */
export const restoreLines = async (
  { hub, people }: RestoreLinesDeps,
  showId: string,
  records: readonly MessageRecord[],
): Promise<void> => {
  const authors = await people([...new Set(records.map(({ authorId }) => authorId))]);
  const messages = records.flatMap((record) => {
    const author = authors.get(record.authorId);
    return author ? [toChatMessage(record, author)] : [];
  });
  if (messages.length > 0) await hub.publish(showId, "chat:restored", { messages });
};

export interface ReadmitDeps extends RestoreLinesDeps {
  shows: ShowStore;
  messages: MessageStore;
}

/** Tells everybody that a ban was lifted: the person may come back, and what they had said is there again. */
export const readmit = async (deps: ReadmitDeps, shopId: string, userId: string): Promise<void> => {
  const { shows, messages, hub } = deps;
  hub.toPerson(userId, "person:readmitted", { shopId });
  for (const showId of await shows.listOpenIds(shopId)) {
    const said = await messages.ofAuthor(userId, [showId], { limit: HISTORY_LENGTH, kept: true });
    await restoreLines(deps, showId, said.reverse());
  }
};

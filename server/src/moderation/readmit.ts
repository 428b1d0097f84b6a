import { HISTORY_LENGTH } from "@showdrop/shared";
import type { MessageRecord } from "../chat/message-record.ts";
import { type ViewMessagesDeps, viewMessages } from "../chat/message-view.ts";
import type { MessageStore } from "../chat/messages.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { ShowStore } from "../shows/shows.store.ts";

export interface RestoreLinesDeps extends ViewMessagesDeps {
  hub: Hub;
  /** Tells of the questions among these messages, which are in the queue again. */
  tellQuestions(records: readonly MessageRecord[]): Promise<void>;
}

/** Puts messages back onto every page of a show. */
export const restoreLines = async (
  deps: RestoreLinesDeps,
  showId: string,
  records: readonly MessageRecord[],
): Promise<void> => {
  // What was held or shadowed was on no page before.
  const views = await viewMessages(
    deps,
    records.filter(({ hidden }) => hidden === null),
  );
  const messages = views.map(({ deletedAt: _, ...message }) => message);
  if (messages.length > 0) await deps.hub.publish(showId, "chat:restored", { messages });
  await deps.tellQuestions(records);
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
    const said = await messages.ofAuthor(
      { shopId, showId, authorId: userId },
      { limit: HISTORY_LENGTH, kept: true },
    );
    await restoreLines(deps, showId, said.reverse());
  }
};

import { type FoundMessage, ok, type QueryOf, type Result, type routes } from "@showdrop/shared";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { type ViewMessagesDeps, viewMessages } from "./message-view.ts";
import type { MessageStore } from "./messages.store.ts";

export interface SearchMessagesDeps extends ViewMessagesDeps {
  messages: MessageStore;
  shows: Pick<ShowStore, "findMany">;
  requireRole: RequireRole;
  /** People whose name contains `part`. */
  idsNamed(part: string): Promise<string[]>;
}

const maybeDate = (moment: string | undefined): Date | undefined =>
  moment === undefined ? undefined : new Date(moment);

/** What was said in a shop's shows, newest first, for its team; deleted messages are marked. */
export const searchMessages = async (
  deps: SearchMessagesDeps,
  viewer: { id: string },
  shopId: string,
  { person, authorId, from, to, ...search }: QueryOf<typeof routes.searchMessages>,
): Promise<Result<{ items: FoundMessage[] }>> => {
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const named = person === undefined ? undefined : await deps.idsNamed(person);
  const authorIds = authorId === undefined ? named : (named?.filter((id) => id === authorId) ?? [authorId]);
  const found = await deps.messages.search({
    ...search,
    ...{ shopId, authorIds, from: maybeDate(from), to: maybeDate(to) },
  });
  const [views, shows] = await Promise.all([
    viewMessages(deps, found),
    deps.shows.findMany([...new Set(found.map(({ showId }) => showId))]),
  ]);
  return ok({
    items: views.map(({ deletedAt, ...message }) => ({
      ...message,
      show: { id: message.showId, title: shows.get(message.showId)?.title ?? "" },
      deletedAt: deletedAt?.toISOString() ?? null,
    })),
  });
};

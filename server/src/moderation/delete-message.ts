import { type Acted, ok, type Person, type Result, refuse } from "@showdrop/shared";
import type { MessageStore } from "../chat/messages.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { Act } from "./act.ts";
import { actedBefore } from "./acted.ts";

export interface DeleteMessageDeps {
  shows: ShowStore;
  messages: MessageStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  act: Act;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

/** Takes a message away from every page, once; doing it again changes nothing and tells who did it. */
export const deleteMessage = async (
  { shows, messages, hub, clock, requireRole, act, people }: DeleteMessageDeps,
  viewer: Person,
  { showId, messageId }: { showId: string; messageId: string },
): Promise<Result<Acted>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const at = new Date(clock.now());
  const deleted = await act<Acted>(show.shopId, async (session) => {
    const before = await messages.delete(showId, messageId, { at, by: viewer.id }, session);
    if (!before) return refuse("NOT_FOUND");
    const { authorId, text, deletedAt, deletedBy } = before;
    if (deletedAt)
      return ok({ answer: await actedBefore(people, { by: deletedBy, at: deletedAt }), row: null });
    return ok({
      answer: { by: viewer, at: at.toISOString(), already: false },
      row: {
        actorId: viewer.id,
        action: "message:delete",
        subject: `message:${messageId}`,
        before: { showId, authorId, text },
        personId: authorId,
        messageId,
      },
    });
  });
  // Told again too: whoever asks again may do so because the first attempt was cut off here.
  if (deleted.ok) await hub.publish(showId, "chat:deleted", { messageId });
  return deleted;
};

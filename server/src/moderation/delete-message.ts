import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { MessageStore } from "../chat/messages.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";

export interface DeleteMessageDeps {
  shows: ShowStore;
  messages: MessageStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Takes a message away from every page, once; doing it again changes nothing. */
export const deleteMessage = async (
  { shows, messages, hub, clock, requireRole, transact, audit }: DeleteMessageDeps,
  viewer: { id: string },
  { showId, messageId }: { showId: string; messageId: string },
): Promise<Result<{ done: true }>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const deleted = await transact<null>(async (session) => {
    const before = await messages.delete(showId, messageId, new Date(clock.now()), session);
    if (!before) return refuse("NOT_FOUND");
    if (before.deletedAt) return ok(null);
    await audit(
      {
        actorId: viewer.id,
        action: "message:delete",
        subject: `message:${messageId}`,
        before: { showId, authorId: before.authorId, text: before.text },
      },
      session,
    );
    return ok(null);
  });
  if (!deleted.ok) return deleted;
  // Told again too: whoever asks again may do so because the first attempt was cut off here.
  await hub.publish(showId, "chat:deleted", { messageId });
  hub.toModerators(show.shopId, "message:removed", { showId, messageId, byId: viewer.id });
  return ok({ done: true });
};

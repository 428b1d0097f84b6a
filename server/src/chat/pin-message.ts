import { ok, type Person, type PinnedMessage, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { viewMessage } from "./message-view.ts";
import type { MessageStore } from "./messages.store.ts";
import type { PinnedStore } from "./pinned.store.ts";

export interface PinMessageDeps {
  shows: ShowStore;
  messages: MessageStore;
  pinned: PinnedStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  transact: Transact;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Keeps a message on top of the chat, in place of the one before. */
export const pinMessage = async (
  deps: PinMessageDeps,
  viewer: Person,
  { showId, messageId }: { showId: string; messageId: string },
): Promise<Result<PinnedMessage>> => {
  const { shows, messages, pinned, hub, clock } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const record = await messages.find(showId, messageId);
  const message = record && (await viewMessage(deps, record));
  if (!message) return refuse("NOT_FOUND");
  const pinnedAt = new Date(clock.now());
  const kept = await deps.transact<null>(async (session) => {
    await pinned.set(showId, { messageId, pinnedBy: viewer.id, pinnedAt }, session);
    await deps.audit(
      {
        ...{ actorId: viewer.id, action: "message:pin", subject: `message:${messageId}`, after: { showId } },
        ...{ shopId: show.shopId, personId: message.author.id, messageId },
      },
      session,
    );
    return ok(null);
  });
  if (!kept.ok) return kept;
  const { id, displayName } = viewer;
  const pin = { message, pinnedBy: { id, displayName }, pinnedAt: pinnedAt.toISOString() };
  await hub.publish(showId, "chat:pinned", { pinned: pin });
  return ok(pin);
};

/** Takes the pinned message down; doing it again changes nothing. */
export const unpinMessage = async (
  { shows, pinned, hub, requireRole, transact, audit }: PinMessageDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<{ done: true }>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const taken = await transact<null>(async (session) => {
    const before = await pinned.remove(showId, session);
    if (before)
      await audit(
        {
          actorId: viewer.id,
          action: "message:unpin",
          subject: `message:${before.messageId}`,
          before: { showId },
          shopId: show.shopId,
          messageId: before.messageId,
        },
        session,
      );
    return ok(null);
  });
  if (!taken.ok) return taken;
  await hub.publish(showId, "chat:pinned", { pinned: null });
  return ok({ done: true });
};

import { type Acted, ok, type Person, type Result, refuse } from "@showdrop/shared";
import { type ActedDeps, undoneBefore } from "./acted.ts";
import type { DeleteMessageDeps } from "./delete-message.ts";
import { type RestoreLinesDeps, restoreLines } from "./readmit.ts";

export type RestoreMessageDeps = DeleteMessageDeps &
  ActedDeps &
  RestoreLinesDeps & { isBanned(shopId: string, userId: string): Promise<boolean> };

/** Puts a message back that was taken away; that of somebody who is banned now stays out of sight until they are back. */
export const restoreMessage = async (
  deps: RestoreMessageDeps,
  viewer: Person,
  { showId, messageId }: { showId: string; messageId: string },
): Promise<Result<Acted>> => {
  const { shows, messages, clock, requireRole, act } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const at = new Date(clock.now()).toISOString();
  const restored = await act(show.shopId, async (session) => {
    const before = await messages.restore(showId, messageId, session);
    if (!before) return refuse("NOT_FOUND");
    if (!before.deletedAt) {
      const known = await undoneBefore(deps, show.shopId, "message:restore", { messageId });
      return known ? ok({ answer: { acted: known, message: before }, row: null }) : refuse("NOT_FOUND");
    }
    return ok({
      answer: {
        acted: { by: viewer, at, already: false },
        message: before,
      },
      row: {
        actorId: viewer.id,
        action: "message:restore",
        subject: `message:${messageId}`,
        after: { showId, authorId: before.authorId, text: before.text },
        personId: before.authorId,
        messageId,
      },
    });
  });
  if (!restored.ok) return restored;
  const { acted, message } = restored.data;
  if (!(await deps.isBanned(show.shopId, message.authorId))) await restoreLines(deps, showId, [message]);
  return ok(acted);
};

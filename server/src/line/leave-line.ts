import { ok, type Result, refuse } from "@showdrop/shared";
import type { JoinLineDeps } from "./join-line.ts";

/** Takes a person out of a drop's line. Who is not in it has left it already. Refuses with NOT_FOUND. */
export const leaveLine = async (
  { drops, line, writeLog, recount, announcer, hub }: JoinLineDeps,
  dropId: string,
  userId: string,
): Promise<Result<{ dropId: string }>> => {
  const drop = await drops.find(dropId);
  if (!drop) return refuse("NOT_FOUND");
  if (drop.settled) return ok({ dropId });
  const left = await recount.counted(dropId, () => line.leave(dropId, userId));
  if (left) {
    await writeLog(dropId);
    announcer.stockMoved(dropId);
    hub.toPerson(userId, "wait:changed", { showId: drop.showId, dropId, wait: null });
  }
  return ok({ dropId });
};

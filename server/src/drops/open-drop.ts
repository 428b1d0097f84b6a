import { ok, type Result, refuse } from "@showdrop/shared";
import type { DropRecord } from "./drop.schema.ts";
import { onShowClock, type ShowClock } from "./drop-clock.ts";
import type { SteerDeps } from "./steer-drop.ts";

/** Opens a scheduled drop now. Refuses with SHOW_NOT_LIVE or DROP_NOT_OPENABLE. */
export const openDrop = async (
  deps: SteerDeps & { attend(dropId: string): Promise<void> },
  drop: DropRecord,
  show: ShowClock & { status: string },
  actorId: string,
): Promise<Result<DropRecord>> => {
  const { drops, clock, transact, audit } = deps;
  if (show.status !== "live" && show.status !== "paused") return refuse("SHOW_NOT_LIVE");
  const opened = await transact<DropRecord>(async (session) => {
    const at = onShowClock(show, clock.now()) - drop.pausedMs;
    const moved = await drops.openAt(drop.id, new Date(at), session);
    if (!moved) return refuse("DROP_NOT_OPENABLE");
    const { id, shopId, opensAt: before } = drop;
    const row = { actorId, action: "drop:open", subject: `drop:${id}`, shopId, before: { opensAt: before } };
    await audit(row, session);
    return ok(moved);
  });
  if (!opened.ok) return opened;
  // Announced, and drawn where it starts by lot, as if its time had come.
  await deps.attend(drop.id);
  return ok((await drops.find(drop.id)) ?? opened.data);
};

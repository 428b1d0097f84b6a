import { ok, type Result, refuse } from "@showdrop/shared";
import { type PairingDeps, showToPair } from "./pair-screen.ts";

type Done = { done: true };

/** Ends a screen: its pages are cut off at once, and its token is nobody's. */
const end = async (
  { screens, transact, audit, hub }: PairingDeps,
  show: { id: string; shopId: string },
  screenId: string,
  actorId: string,
): Promise<Result<Done>> => {
  const removed = await transact<null>(async (session) => {
    if (!(await screens.remove(show.id, screenId, session))) return refuse("NOT_FOUND");
    const subject = `show:${show.id}`;
    const { shopId } = show;
    await audit({ actorId, action: "screen:remove", subject, before: { screenId }, shopId }, session);
    return ok(null);
  });
  if (!removed.ok) return removed;
  hub.endScreen(screenId);
  hub.toModerators(show.shopId, "screens:changed", { showId: show.id });
  return ok({ done: true });
};

/** Takes a screen off its show, for those who may pair. Refuses with NOT_FOUND or NOT_ALLOWED. */
export const removeScreen = async (
  deps: PairingDeps,
  viewer: { id: string },
  { showId, screenId }: { showId: string; screenId: string },
): Promise<Result<Done>> => {
  const show = await showToPair(deps, viewer, showId);
  return show.ok ? end(deps, show.data, screenId, viewer.id) : show;
};

/** A screen goes by itself. */
export const leaveScreen = (
  deps: PairingDeps,
  { id, showId, shopId, by }: { id: string; showId: string; shopId: string; by: string },
): Promise<Result<Done>> => end(deps, { id: showId, shopId }, id, by);

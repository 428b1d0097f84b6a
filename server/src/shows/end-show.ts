import { ok, type Result, refuse, type Show, type ShowStatus } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { MediaBus } from "../media/media-bus.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowRecord } from "./show.schema.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface EndShowDeps {
  shows: ShowStore;
  views: ShowViews;
  hub: Hub;
  mediaBus: MediaBus;
  clock: Clock;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
  closeDropsOfShow(showId: string): Promise<void>;
  /** Nobody is on the show's stage any more. */
  clearStage(showId: string): Promise<void>;
}

interface Ending {
  from: readonly ("live" | "paused")[];
  /** Null: the system. */
  actorId: string | null;
  reason?: string;
  /** Only if it has not moved since it was read. */
  turn?: number;
}

/** Everybody is told, the media nodes let go of the show, its drops close. Refuses with SHOW_NOT_LIVE what is not on. */
const end = async (
  { shows, views, hub, mediaBus, clock, transact, audit, closeDropsOfShow, clearStage }: EndShowDeps,
  show: { id: string; status: ShowStatus },
  { from, actorId, reason = "", turn }: Ending,
): Promise<Result<Show>> => {
  const ended = await transact<ShowRecord>(async (session) => {
    const only = turn === undefined ? { session } : { session, turn };
    const moved = await shows.move(show.id, from, "ended", new Date(clock.now()), only);
    if (!moved || moved === "taken") return refuse("SHOW_NOT_LIVE");
    const subject = `show:${show.id}`;
    await audit({ actorId, action: "show:end", subject, reason, before: { status: show.status } }, session);
    return ok(moved);
  });
  if (!ended.ok) return ended;
  const view = await views.one(ended.data);
  await mediaBus.tell({ type: "show:ended", showId: show.id });
  const { endedAt, record } = ended.data;
  if (record && endedAt)
    await mediaBus.tell({ type: "recording:finish", showId: show.id, endedAt: endedAt.toISOString() });
  await hub.publish(show.id, "show:changed", view);
  await clearStage(show.id);
  await closeDropsOfShow(show.id);
  return ok(view);
};

/** Ends a show on the air for those who may. */
export const endShow = async (
  deps: EndShowDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<Show>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  const ended = await end(deps, show, { from: ["live", "paused"], actorId: viewer.id });
  // Whoever ends it again may do so because the first attempt was cut off at the drops.
  if (!ended.ok && show.status === "ended") await deps.closeDropsOfShow(showId);
  return ended;
};

/** Ends a show for an operator, whosever it is. */
export const endShowForOperator = async (
  deps: EndShowDeps,
  actorId: string,
  showId: string,
  reason: string,
): Promise<Result<Show>> => {
  const show = await deps.shows.find(showId);
  return show ? end(deps, show, { from: ["live", "paused"], actorId, reason }) : refuse("NOT_FOUND");
};

/** Ends a show that is on, for the system. */
export const endShowNow = async (deps: EndShowDeps, show: ShowRecord): Promise<void> => {
  await end(deps, show, { from: ["live", "paused"], actorId: null });
};

/** Ends a paused show whose host did not come back, unless it has moved since. @returns whether this call did it. */
export const endAbandonedShow = async (deps: EndShowDeps, show: ShowRecord): Promise<boolean> => {
  const reason = "The host did not come back.";
  return (await end(deps, show, { from: ["paused"], actorId: null, reason, turn: show.turn })).ok;
};

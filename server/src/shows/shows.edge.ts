import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { CommandHandlers } from "../edge/command.ts";
import { type CancelShowDeps, cancelShow } from "./cancel-show.ts";
import { type EditShowDeps, editShow } from "./edit-show.ts";
import { type EndShowDeps, endShow } from "./end-show.ts";
import { listShows, type ReadShowsDeps, readShow } from "./list-shows.ts";
import type { ReadSnapshot } from "./read-snapshot.ts";
import { type ScheduleShowDeps, scheduleShow } from "./schedule-show.ts";
import { type SetAwayDeps, setAway } from "./set-away.ts";
import { type StartShowDeps, startShow } from "./start-show.ts";

type ShowsEdge = ScheduleShowDeps &
  EditShowDeps &
  StartShowDeps &
  EndShowDeps &
  CancelShowDeps &
  SetAwayDeps &
  ReadShowsDeps;
type ShowCalls =
  | "listShows"
  | "scheduleShow"
  | "readShow"
  | "editShow"
  | "startShow"
  | "endShow"
  | "cancelShow"
  | "setAway";

export const showsEdge = (deps: ShowsEdge): Pick<Handlers, ShowCalls> => ({
  listShows: async ({ query }) => ok({ items: await listShows(deps, query) }),
  scheduleShow: ({ viewer, params, body }) => scheduleShow(deps, viewer, params.shopId, body),
  readShow: ({ params }) => readShow(deps, params.showId),
  editShow: ({ viewer, params, body }) => editShow(deps, viewer, params.showId, body),
  startShow: ({ viewer, params }) => startShow(deps, viewer, params.showId),
  endShow: ({ viewer, params }) => endShow(deps, viewer, params.showId),
  cancelShow: ({ viewer, params }) => cancelShow(deps, viewer, params.showId),
  setAway: ({ viewer, params, body }) => setAway(deps, viewer, params.showId, body.away),
});

export const showCommands = (
  readSnapshot: ReadSnapshot,
): Pick<CommandHandlers, "show:join" | "show:leave"> => ({
  /** Enters before anything is looked at, so that whatever changes meanwhile, a ban too, reaches the socket. */
  async "show:join"({ viewer, input: { showId, visit }, enter, leave }) {
    await enter(showId, visit);
    try {
      const snapshot = await readSnapshot(viewer, showId);
      if (!snapshot.ok) await leave(showId);
      return snapshot;
    } catch (error) {
      await leave(showId);
      throw error;
    }
  },
  async "show:leave"({ input: { showId }, leave }) {
    await leave(showId);
    return ok({});
  },
});

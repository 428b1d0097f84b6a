import { FinishRehearsal, ReadinessReport, Rehearsals, StartRehearsal } from "../rehearsals.ts";
import { ids, route } from "./parts.ts";

/** Playing a show before it is played: with demo people, in a world of its own that is erased afterwards. */
export const rehearsalRoutes = {
  readRehearsals: route({
    method: "GET",
    path: "/api/shows/:showId/rehearsal",
    summary: "The rehearsal of a show that runs, and the last one's report",
    access: "signed-in",
    params: ids("showId"),
    answer: Rehearsals,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  startRehearsal: route({
    method: "POST",
    path: "/api/shows/:showId/rehearsal",
    summary: "Set up a rehearsal of a scheduled show; one of the shop that runs is taken down",
    access: "signed-in",
    params: ids("showId"),
    body: StartRehearsal,
    answer: Rehearsals,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_NOT_STARTABLE"],
  }),
  finishRehearsal: route({
    method: "POST",
    path: "/api/shows/:showId/rehearsal/finish",
    summary: "End the rehearsal of a show, erase it and read its report",
    access: "signed-in",
    params: ids("showId"),
    body: FinishRehearsal,
    answer: ReadinessReport,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "REHEARSAL_OVER"],
  }),
} as const;

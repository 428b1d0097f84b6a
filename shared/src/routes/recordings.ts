import { Recording, ShowMoment } from "../recordings.ts";
import { Done, ids, list, route } from "./parts.ts";

/** What remains of shows to be watched again. */
export const recordingRoutes = {
  readRecording: route({
    method: "GET",
    path: "/api/shows/:showId/recording",
    summary: "A show's recording: whether it is ready, and where it is",
    access: "public",
    params: ids("showId"),
    answer: Recording,
    refusals: ["NOT_FOUND", "BANNED"],
  }),
  deleteRecording: route({
    method: "DELETE",
    path: "/api/shows/:showId/recording",
    summary: "Delete a show's recording for good; a show that is on is not recorded any further",
    access: "signed-in",
    params: ids("showId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  listMoments: route({
    method: "GET",
    path: "/api/shows/:showId/moments",
    summary:
      "What a replay can jump to: products that came to the front, drops that opened and questions that were answered, in order",
    access: "public",
    params: ids("showId"),
    answer: list(ShowMoment),
    refusals: ["NOT_FOUND", "BANNED"],
  }),
} as const;

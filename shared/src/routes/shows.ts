import { z } from "zod";
import { ShowSummary } from "../show-summary.ts";
import { EditShow, Pins, ScheduleShow, SetPins, Show, ShowStatus } from "../shows.ts";
import { ids, list, route } from "./parts.ts";

/** Shows and their pins. */
export const showRoutes = {
  listShows: route({
    method: "GET",
    path: "/api/shows",
    summary: "Live shows first, then upcoming ones by start, then ended ones",
    access: "public",
    query: z.strictObject({
      status: ShowStatus.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: list(Show),
  }),
  scheduleShow: route({
    method: "POST",
    path: "/api/shops/:shopId/shows",
    summary: "Schedule a show",
    access: "signed-in",
    params: ids("shopId"),
    body: ScheduleShow,
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_STARTS_IN_PAST"],
  }),
  readShow: route({
    method: "GET",
    path: "/api/shows/:showId",
    summary: "One show",
    access: "public",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND"],
  }),
  editShow: route({
    method: "PATCH",
    path: "/api/shows/:showId",
    summary: "Change a show; its start only while it is scheduled",
    access: "signed-in",
    params: ids("showId"),
    body: EditShow,
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_STARTS_IN_PAST", "SHOW_ENDED"],
  }),
  startShow: route({
    method: "POST",
    path: "/api/shows/:showId/start",
    summary: "Go live",
    access: "signed-in",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ALREADY_LIVE", "SHOW_NOT_STARTABLE"],
  }),
  endShow: route({
    method: "POST",
    path: "/api/shows/:showId/end",
    summary: "End a live show; its open drops close",
    access: "signed-in",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_NOT_LIVE"],
  }),
  cancelShow: route({
    method: "POST",
    path: "/api/shows/:showId/cancel",
    summary: "Cancel a scheduled show",
    access: "signed-in",
    params: ids("showId"),
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_NOT_STARTABLE"],
  }),
  setPins: route({
    method: "PUT",
    path: "/api/shows/:showId/pins",
    summary: "Choose the products that lie over the video",
    access: "signed-in",
    params: ids("showId"),
    body: SetPins,
    answer: Pins,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "PRODUCT_NOT_IN_SHOP", "SHOW_ENDED"],
  }),
  readShowSummary: route({
    method: "GET",
    path: "/api/shows/:showId/summary",
    summary: "What a show sold; revenue for the shop's owner and managers alone",
    access: "public",
    params: ids("showId"),
    answer: ShowSummary,
    refusals: ["NOT_FOUND"],
  }),
} as const;

import { z } from "zod";
import { MoveInRun, RunOfShow, SaveRunOfShow } from "../run-of-show.ts";
import { ShowStrip } from "../show-strip.ts";
import { Show } from "../shows.ts";
import { ids, route } from "./parts.ts";

/** What is shown when, and what a host steers by while it is shown. */
export const runOfShowRoutes = {
  readRunOfShow: route({
    method: "GET",
    path: "/api/shows/:showId/run-of-show",
    summary: "The plan of a show, for its team",
    access: "signed-in",
    params: ids("showId"),
    answer: RunOfShow,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  saveRunOfShow: route({
    method: "PUT",
    path: "/api/shows/:showId/run-of-show",
    summary: "Replace the plan of a show, if nobody else changed it meanwhile",
    access: "signed-in",
    params: ids("showId"),
    body: SaveRunOfShow,
    answer: RunOfShow,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED", "RUN_CHANGED", "PRODUCT_NOT_IN_SHOP"],
  }),
  moveInRun: route({
    method: "POST",
    path: "/api/shows/:showId/run-of-show/move",
    summary: "Mark a step as shown and go on, or go to a step",
    access: "signed-in",
    params: ids("showId"),
    body: MoveInRun,
    answer: RunOfShow,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED"],
  }),
  readShowStrip: route({
    method: "GET",
    path: "/api/shows/:showId/strip",
    summary: "How a show goes now, for its team; money for its owner and managers alone",
    access: "signed-in",
    params: ids("showId"),
    answer: ShowStrip,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  setAway: route({
    method: "PUT",
    path: "/api/shows/:showId/away",
    summary: "Say that the host is right back, or is back; the show and its drops go on",
    access: "signed-in",
    params: ids("showId"),
    body: z.strictObject({ away: z.boolean() }),
    answer: Show,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_NOT_LIVE"],
  }),
} as const;

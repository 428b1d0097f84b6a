import { z } from "zod";
import { PairedScreen, Pairing, PairingCode, ScreenView } from "../pairing.ts";
import { FeatureQuestion } from "../questions.ts";
import { MoveInRun, RunOfShow } from "../run-of-show.ts";
import { Done, ids, list, route } from "./parts.ts";

/** A second screen for a helper, without signing in: what it may do is these calls, and whatever any visitor may. */
export const pairingRoutes = {
  beginPairing: route({
    method: "POST",
    path: "/api/shows/:showId/pairing",
    summary: "A code that pairs one second screen with a show, good once and for two minutes",
    access: "signed-in",
    params: ids("showId"),
    answer: Pairing,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED"],
  }),
  listScreens: route({
    method: "GET",
    path: "/api/shows/:showId/screens",
    summary: "The second screens of a show",
    access: "signed-in",
    params: ids("showId"),
    answer: list(PairedScreen),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  removeScreen: route({
    method: "DELETE",
    path: "/api/shows/:showId/screens/:screenId",
    summary: "Take a second screen off at once",
    access: "signed-in",
    params: ids("showId", "screenId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  pairScreen: route({
    method: "POST",
    path: "/api/screen",
    summary: "Become the second screen that a pairing code is for",
    access: "public",
    body: z.strictObject({ code: PairingCode }),
    answer: ScreenView,
    refusals: ["PAIRING_USED", "PAIRING_EXPIRED"],
  }),
  readScreen: route({
    method: "GET",
    path: "/api/screen",
    summary: "What a second screen shows",
    access: "screen",
    answer: ScreenView,
    refusals: ["SCREEN_ENDED"],
  }),
  moveOnScreen: route({
    method: "POST",
    path: "/api/screen/run-of-show/move",
    summary: "Mark a step as shown and go on, or go to a step, from a second screen",
    access: "screen",
    body: MoveInRun,
    answer: RunOfShow,
    refusals: ["SCREEN_ENDED", "NOT_FOUND", "SHOW_ENDED"],
  }),
  featureOnScreen: route({
    method: "PUT",
    path: "/api/screen/featured-question",
    summary: "Put a question over the video from a second screen, or take it down",
    access: "screen",
    body: FeatureQuestion,
    answer: Done,
    refusals: ["SCREEN_ENDED", "SHOW_ENDED", "QUESTION_GONE"],
  }),
  answerOnScreen: route({
    method: "POST",
    path: "/api/screen/questions/:questionId/answer",
    summary: "Mark a question as answered from a second screen",
    access: "screen",
    params: ids("questionId"),
    answer: Done,
    refusals: ["SCREEN_ENDED", "SHOW_NOT_LIVE", "SHOW_ENDED", "QUESTION_GONE"],
  }),
  leaveScreen: route({
    method: "DELETE",
    path: "/api/screen",
    summary: "Stop being a second screen",
    access: "screen",
    answer: Done,
    refusals: ["SCREEN_ENDED"],
  }),
} as const;

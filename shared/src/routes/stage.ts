import { z } from "zod";
import { Id } from "../ids.ts";
import { ArrangeStage, MAX_GUESTS, Stage } from "../stage.ts";
import { ids, route } from "./parts.ts";

/** Who is on a show's stage, and how it is shown. Each answers with the stage as it is then. */
export const stageRoutes = {
  arrangeStage: route({
    method: "PATCH",
    path: "/api/shows/:showId/stage",
    summary:
      "Choose the layout and the featured picture; who is featured may step back from it by featuring nobody",
    access: "signed-in",
    params: ids("showId"),
    body: ArrangeStage,
    answer: Stage,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "NOT_ON_STAGE", "SHOW_ENDED"],
  }),
  inviteGuest: route({
    method: "POST",
    path: "/api/shows/:showId/stage/guests",
    summary: `Invite somebody who is watching on stage; up to ${MAX_GUESTS} are invited or on stage at a time`,
    access: "signed-in",
    params: ids("showId"),
    body: z.strictObject({ userId: Id }),
    answer: Stage,
    refusals: [
      "NOT_FOUND",
      "NOT_ALLOWED",
      "SHOW_NOT_LIVE",
      "SHOW_ENDED",
      "GUEST_BANNED",
      "GUEST_NOT_HERE",
      "ALREADY_ON_STAGE",
      "STAGE_FULL",
    ],
  }),
  acceptInvitation: route({
    method: "POST",
    path: "/api/shows/:showId/stage/acceptance",
    summary: "Go on stage, as invited; again it answers the same",
    access: "signed-in",
    params: ids("showId"),
    answer: Stage,
    refusals: ["NOT_FOUND", "BANNED", "NOT_INVITED", "SHOW_NOT_LIVE", "SHOW_ENDED"],
  }),
  removeGuest: route({
    method: "DELETE",
    path: "/api/shows/:showId/stage/guests/:userId",
    summary: "Withdraw an invitation or take a guest off the stage; the guest themselves decline or leave so",
    access: "signed-in",
    params: ids("showId", "userId"),
    answer: Stage,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "NOT_ON_STAGE", "SHOW_ENDED"],
  }),
  muteGuest: route({
    method: "POST",
    path: "/api/shows/:showId/stage/guests/:userId/mute",
    summary: "Turn a guest's microphone off; the guest themselves note so that they did",
    access: "signed-in",
    params: ids("showId", "userId"),
    answer: Stage,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "NOT_ON_STAGE", "SHOW_ENDED"],
  }),
  unmuteGuest: route({
    method: "DELETE",
    path: "/api/shows/:showId/stage/guests/:userId/mute",
    summary: "A guest's microphone is on again; nobody but they turn it on",
    access: "signed-in",
    params: ids("showId", "userId"),
    answer: Stage,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "NOT_ON_STAGE", "SHOW_ENDED"],
  }),
} as const;

import { Clip, ClipPage, CreateClip } from "../clips.ts";
import { Done, ids, list, route } from "./parts.ts";

/** Parts of replays. */
export const clipRoutes = {
  createClip: route({
    method: "POST",
    path: "/api/shows/:showId/clips",
    summary: "Cut a part of a show's replay out as a clip",
    access: "signed-in",
    params: ids("showId"),
    body: CreateClip,
    answer: Clip,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "REPLAY_NOT_READY", "TOO_MANY_CLIPS"],
  }),
  listShowClips: route({
    method: "GET",
    path: "/api/shows/:showId/clips",
    summary: "A show's clips, newest first",
    access: "public",
    params: ids("showId"),
    answer: list(Clip),
    refusals: ["NOT_FOUND"],
  }),
  listShopClips: route({
    method: "GET",
    path: "/api/shops/:shopId/clips",
    summary: "The newest clips of a shop's shows",
    access: "public",
    params: ids("shopId"),
    answer: list(Clip),
  }),
  readClip: route({
    method: "GET",
    path: "/api/clips/:clipId",
    summary: "One clip, where its film is, and what was shown in it",
    access: "public",
    params: ids("clipId"),
    answer: ClipPage,
    refusals: ["NOT_FOUND", "BANNED"],
  }),
  deleteClip: route({
    method: "DELETE",
    path: "/api/clips/:clipId",
    summary: "Delete a clip; the replay stays",
    access: "signed-in",
    params: ids("clipId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;

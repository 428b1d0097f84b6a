import { z } from "zod";
import { CaptionLanguage, CaptionTrack } from "../captions.ts";
import { Id } from "../ids.ts";
import { Done, ids, list, route } from "./parts.ts";

const oneTrack = z.strictObject({ showId: Id, language: CaptionLanguage });

/** Captions of replays: WebVTT files that a shop's team uploads. */
export const captionRoutes = {
  listCaptions: route({
    method: "GET",
    path: "/api/shows/:showId/captions",
    summary: "The languages that a replay has captions in, and where their files are",
    access: "public",
    params: ids("showId"),
    answer: list(CaptionTrack),
    refusals: ["NOT_FOUND", "BANNED"],
  }),
  putCaptions: route({
    method: "PUT",
    path: "/api/shows/:showId/captions/:language",
    summary: "Upload a replay's captions in one language as a WebVTT file, or replace them",
    access: "signed-in",
    params: oneTrack,
    upload: true,
    answer: CaptionTrack,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "CAPTIONS_MISSING", "CAPTIONS_TOO_LARGE", "CAPTIONS_UNREADABLE"],
  }),
  removeCaptions: route({
    method: "DELETE",
    path: "/api/shows/:showId/captions/:language",
    summary: "Take a replay's captions in one language away",
    access: "signed-in",
    params: oneTrack,
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;

import { CaptionLanguage, type CaptionTrack, Id } from "@showdrop/shared";
import { Router } from "express";
import type { CaptionStore, CaptionsRecord } from "./captions.store.ts";

/** A file never changes behind its address, which carries when it was made. */
export const captionTrack = (
  showId: string,
  { language, cues, changedAt }: CaptionsRecord,
): CaptionTrack => ({
  ...{ language, cues },
  url: `/recordings/${showId}/captions/${language}.vtt?v=${changedAt.getTime()}`,
  changedAt: changedAt.toISOString(),
});

/** The files for `<track>`, beside the recordings that they belong to. */
export const captionFilesEdge = (captions: CaptionStore): Router => {
  const files = Router();
  files.get("/recordings/:showId/captions/:file", async (req, res) => {
    const [language, ending] = req.params.file.split(".", 2);
    const known = Id.safeParse(req.params.showId).success && CaptionLanguage.safeParse(language).success;
    const text =
      known && language && ending === "vtt" ? await captions.readText(req.params.showId, language) : null;
    if (text === null) {
      res.status(404).set("Cache-Control", "no-store").type("text/plain");
      res.send("This does not exist, or no longer.");
      return;
    }
    res.set("Cache-Control", "public, max-age=3600").type("text/vtt").send(text);
  });
  return files;
};

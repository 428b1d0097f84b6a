import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Id, RECORDING_MANIFEST, RecordingFileName, RecordingManifest } from "@showdrop/shared";
import express, { Router } from "express";

export interface RecordingFiles {
  /** What a media node says of a show's recording; null when nothing can be read. */
  readManifest(showId: string): Promise<RecordingManifest | null>;
  /** Shows that have files. */
  showIds(): Promise<string[]>;
  /** Removes all of a recording; from one moment on nobody finds any of it. */
  remove(showId: string): Promise<void>;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

const parseManifest = (text: string): RecordingManifest | null => {
  try {
    return RecordingManifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** While a media node still writes into a folder, it may have to be tried again. */
const REMOVE_RETRIES = 5;

/** The directory that media nodes record into. */
export const createRecordingFiles = (directory: string): RecordingFiles => ({
  async readManifest(showId) {
    try {
      return parseManifest(await readFile(join(directory, showId, RECORDING_MANIFEST), "utf8"));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },

  async showIds() {
    try {
      return (await readdir(directory)).filter((name) => Id.safeParse(name).success);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },

  async remove(showId) {
    const aside = join(directory, `.deleted-${showId}-${Date.now()}`);
    try {
      await rename(join(directory, showId), aside);
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    await rm(aside, { recursive: true, force: true, maxRetries: REMOVE_RETRIES });
  },
});

/** Where a recording's file is for browsers. */
export const recordingUrl = (showId: string, file: string): string => `/recordings/${showId}/${file}`;

/** What is behind a name never changes; after a day a browser asks again whether it was deleted. */
const CACHE = { immutable: true, maxAge: "1d" } as const;

/**
 * The finished files, whole or in parts (ranges). What recordings are made of, the manifest and everything outside the
 * directory have no name here.
 */
export const recordingFilesEdge = (directory: string): Router => {
  const files = Router();
  const serve = express.static(directory, {
    ...CACHE,
    index: false,
    redirect: false,
    dotfiles: "ignore",
    fallthrough: false,
  });
  files.use("/recordings", (req, res) => {
    const [, showId, file, ...more] = req.path.split("/");
    const known = Id.safeParse(showId).success && RecordingFileName.safeParse(file).success;
    if (known && more.length === 0)
      // The server of files answers nothing itself: a part beyond the end is one thing, a missing file another.
      return serve(req, res, (error: unknown) =>
        isUnsatisfiable(error) ? void res.status(416).end() : notFound(res),
      );
    notFound(res);
  });
  return files;
};

const isUnsatisfiable = (error: unknown): boolean =>
  error instanceof Error && "status" in error && error.status === 416;

const notFound = (res: express.Response): void => {
  res
    .status(404)
    .set("Cache-Control", "no-store")
    .type("text/plain")
    .send("This does not exist, or no longer.");
};

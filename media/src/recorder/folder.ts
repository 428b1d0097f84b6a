import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Id, RECORDING_MANIFEST, RecordingManifest } from "@showdrop/shared";
import { z } from "zod";

/**
 * The recordings' directory: a folder for each show, named by its id. In it are the takes (one stream each, as it
 * arrived), a journal for each time that a room recorded, the manifest, and in the end the replay's files.
 */

/** Matroska: readable up to the last whole cluster, however its writer ended. */
export const TAKE_ENDING = ".mkv";
const JOURNAL_ENDING = ".jsonl";

/** Epoch milliseconds. */
const At = z.int().positive();

/** What a recorder notes while it records, in its own journal. The takes' packets carry the times of what they hold. */
export const JournalEntry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("opened"), at: At }),
  z.object({
    type: z.literal("take"),
    at: At,
    file: z.string().regex(/^[\w-]+\.mkv$/),
    kind: z.enum(["audio", "video"]),
    source: z.string(),
    userId: z.string(),
    codec: z.string(),
  }),
  /** A phone was turned: the picture must be turned so far, clockwise, to stand upright. */
  z.object({ type: z.literal("turned"), at: At, file: z.string(), degrees: z.int().min(0).max(359) }),
  z.object({ type: z.literal("take:ended"), at: At, file: z.string(), why: z.string() }),
  z.object({ type: z.literal("closed"), at: At }),
]);
export type JournalEntry = z.infer<typeof JournalEntry>;

export const folderOf = (directory: string, showId: string): string => join(directory, showId);

/** The shows that have a folder. None when the directory does not exist yet. */
export const showsWithFolder = async (directory: string): Promise<string[]> => {
  const names = await readdir(directory).catch(none);
  return names.filter((name) => Id.safeParse(name).success);
};

/** Adds to a journal of a show. The first entry may make the folder; once it is deleted nothing brings it back. */
export const note = async (folder: string, session: string, entry: JournalEntry): Promise<void> => {
  if (entry.type === "opened") await mkdir(folder, { recursive: true });
  await appendFile(join(folder, `${session}${JOURNAL_ENDING}`), `${JSON.stringify(entry)}\n`);
};

/** All journals of a show. A line that was cut off in the middle is left out. */
export const readJournals = async (folder: string): Promise<JournalEntry[][]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(JOURNAL_ENDING));
  return Promise.all(
    names.map(async (name) =>
      (await readFile(join(folder, name), "utf8")).split("\n").flatMap((line) => {
        const entry = JournalEntry.safeParse(parseJson(line));
        return entry.success ? [entry.data] : [];
      }),
    ),
  );
};

/** The manifest, or null when there is none that can be read. */
export const readManifest = async (folder: string): Promise<RecordingManifest | null> => {
  const text = await readFile(join(folder, RECORDING_MANIFEST), "utf8").catch(() => "");
  const manifest = RecordingManifest.safeParse(parseJson(text));
  return manifest.success ? manifest.data : null;
};

/**
 * Whoever reads the manifest sees the old one or the new one, whole.
 * @throws when the show's folder is gone: the recording was deleted
 */
export const writeManifest = async (folder: string, manifest: RecordingManifest): Promise<void> => {
  const partial = join(folder, `.${RECORDING_MANIFEST}.partial`);
  await writeFile(partial, JSON.stringify(manifest), { flush: true });
  await rename(partial, join(folder, RECORDING_MANIFEST));
};

/** Removes what a replay was made of. */
export const removeTakes = async (folder: string): Promise<void> => {
  const names = await readdir(folder);
  const raw = names.filter((name) => name.endsWith(TAKE_ENDING) || name.endsWith(JOURNAL_ENDING));
  await Promise.all(raw.map((name) => rm(join(folder, name), { force: true })));
};

/** How often a folder is tried to be removed while a program still writes into it. */
const RETRIES = 5;

/** Removes all of a recording. It is moved aside first, so that from one moment on nobody finds any of it. */
export const removeFolder = async (directory: string, showId: string): Promise<void> => {
  const aside = join(directory, `.deleted-${showId}-${Date.now()}`);
  try {
    await rename(folderOf(directory, showId), aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true, maxRetries: RETRIES });
};

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

const none = (error: unknown): string[] => {
  if (isMissing(error)) return [];
  throw error;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

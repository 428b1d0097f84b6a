import { type CaptionTrack, MAX_CAPTIONS_BYTES, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RecordingStore } from "../recordings/recordings.store.ts";
import { captionTrack } from "./caption-files.ts";
import type { CaptionStore } from "./captions.store.ts";
import { parseCaptions } from "./parse-captions.ts";

export interface EditCaptionsDeps {
  captions: CaptionStore;
  recordings: RecordingStore;
  clock: Clock;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

interface Which {
  showId: string;
  shopId: string;
  language: string;
  actorId: string;
}

/** Keeps a file of captions for a replay; one in the same language is replaced. */
export const putCaptions = async (
  { captions, recordings, clock, transact, audit }: EditCaptionsDeps,
  { showId, shopId, language, actorId }: Which,
  bytes: Buffer,
): Promise<Result<CaptionTrack>> => {
  if (bytes.byteLength > MAX_CAPTIONS_BYTES) return refuse("CAPTIONS_TOO_LARGE", { path: "file" });
  const read = parseCaptions(bytes);
  if (!read) return refuse("CAPTIONS_UNREADABLE", { path: "file" });
  const recording = await recordings.find(showId);
  if (!recording || recording.deletedAt) return refuse("NOT_FOUND");
  const changed = { language, cues: read.cues, changedAt: new Date(clock.now()) };
  return transact(async (session) => {
    await captions.put(showId, { ...changed, text: read.text }, session);
    const row = { actorId, action: "captions:put", subject: `show:${showId}`, shopId };
    await audit({ ...row, after: { language, cues: read.cues } }, session);
    return ok(captionTrack(showId, changed));
  });
};

/** Takes a replay's captions in one language away. */
export const removeCaptions = ({ captions, transact, audit }: EditCaptionsDeps, which: Which) =>
  transact<{ done: true }>(async (session) => {
    const { showId, shopId, language, actorId } = which;
    if (!(await captions.remove(showId, language, session))) return refuse("NOT_FOUND");
    const row = { actorId, action: "captions:remove", subject: `show:${showId}`, shopId };
    await audit({ ...row, before: { language } }, session);
    return ok({ done: true });
  });

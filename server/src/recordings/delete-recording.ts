import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { MediaBus } from "../media/media-bus.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { RecordingFiles } from "./recording-files.ts";
import type { RecordingStore } from "./recordings.store.ts";

export interface DeleteRecordingDeps {
  shows: ShowStore;
  recordings: RecordingStore;
  recordingFiles: RecordingFiles;
  mediaBus: MediaBus;
  clock: Clock;
  requireRole: RequireRole;
  transact: Transact;
  /** Nothing is said without its picture. */
  forgetCaptions(showId: string, session: DbSession): Promise<void>;
  audit(row: AuditRow, session: DbSession): Promise<void>;
  /** Its clips are parts of it. */
  removeClips(showId: string, session: DbSession): Promise<void>;
}

/**
 * Deletes for good: it is written down first, so that whatever fails afterwards is made up for, and a media node that is
 * still at work brings nothing back.
 */
export const removeRecording = async (
  deps: DeleteRecordingDeps,
  showId: string,
  by: { actorId: string | null; reason: string },
): Promise<Result<{ done: true }>> => {
  const { recordings, recordingFiles, mediaBus, clock, transact, audit } = deps;
  const marked = await transact<{ done: true }>(async (session) => {
    if (!(await recordings.markDeleted(showId, new Date(clock.now()), session))) return refuse("NOT_FOUND");
    await deps.removeClips(showId, session);
    await deps.forgetCaptions(showId, session);
    await audit({ ...by, action: "recording:delete", subject: `show:${showId}` }, session);
    return ok({ done: true });
  });
  if (!marked.ok) return marked;
  await mediaBus.tell({ type: "recording:deleted", showId });
  await recordingFiles.remove(showId);
  return marked;
};

/** Deletes a show's recording for those who may. */
export const deleteRecording = async (
  deps: DeleteRecordingDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<{ done: true }>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  return removeRecording(deps, showId, { actorId: viewer.id, reason: "" });
};

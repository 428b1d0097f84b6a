import { type Clip, type CreateClip, MAX_CLIPS, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { ShowLog } from "../hub/show-log.store.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type FindImages, findPoster } from "../shows/find-poster.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { type ClipViewsDeps, viewClips } from "./clip-views.ts";
import type { ClipRecord, ClipStore } from "./clips.store.ts";
import { shownBetween } from "./shown-between.ts";

export interface CreateClipDeps extends ClipViewsDeps {
  clips: ClipStore;
  shows: Pick<ShowStore, "find">;
  showLog: Pick<ShowLog, "ofKinds">;
  clock: Clock;
  requireRole: RequireRole;
  findImages: FindImages;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Cuts a part of a show's replay out: it is only written down from where to where, the film stays one. */
export const createClip = async (
  deps: CreateClipDeps,
  viewer: { id: string },
  showId: string,
  { title, fromMs, toMs, posterImageId }: CreateClip,
): Promise<Result<Clip>> => {
  const { clips, shows, recordings, showLog, clock, requireRole, findImages, transact, audit } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  const [recording] = await recordings.ready([showId]);
  const replay = recording?.manifest.replay;
  if (!recording || !replay) return refuse("REPLAY_NOT_READY");
  if (toMs > replay.durationMs)
    return refuse("INVALID_INPUT", { path: "toMs", message: "The replay ends before that." });
  if ((await clips.countOf(showId)) >= MAX_CLIPS) return refuse("TOO_MANY_CLIPS");
  const poster = await findPoster(findImages, show.shopId, posterImageId);
  if (!poster.ok) return poster;

  const zero = Date.parse(recording.manifest.startedAt);
  const entries = await showLog.ofKinds(showId, ["pins:changed", "drop:changed"]);
  const productIds = shownBetween(entries, { from: zero + fromMs, to: zero + toMs });
  const { shopId, category } = show;
  const created = await transact<ClipRecord>(async (session) => {
    const clip = await clips.create(
      {
        ...{ showId, shopId, category, title, fromMs, toMs, productIds },
        ...{ posterUrl: poster.data, createdAt: new Date(clock.now()) },
      },
      session,
    );
    await audit(
      {
        ...{ actorId: viewer.id, action: "clip:create", subject: `clip:${clip.id}`, shopId },
        after: { showId, title, fromMs, toMs },
      },
      session,
    );
    return ok(clip);
  });
  if (!created.ok) return created;
  const [view] = await viewClips(deps, [created.data]);
  if (!view) throw new Fault("a new clip cannot be shown");
  return ok(view);
};

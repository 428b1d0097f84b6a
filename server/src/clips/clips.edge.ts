import { MAX_CLIPS, ok, refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import { viewClips } from "./clip-views.ts";
import { type CreateClipDeps, createClip } from "./create-clip.ts";
import { type DeleteClipDeps, deleteClip } from "./delete-clip.ts";
import { type ReadClipDeps, readClip } from "./read-clip.ts";

type ClipsEdge = CreateClipDeps & ReadClipDeps & DeleteClipDeps;
type ClipCalls = "createClip" | "listShowClips" | "listShopClips" | "readClip" | "deleteClip";

/** Clips on a shop's page: two rows on a desktop. */
const OF_SHOP = 12;

export const clipsEdge = (deps: ClipsEdge): Pick<Handlers, ClipCalls> => ({
  createClip: ({ viewer, params, body }) => createClip(deps, viewer, params.showId, body),
  async listShowClips({ params: { showId } }) {
    if (!(await deps.shows.find(showId))) return refuse("NOT_FOUND");
    return ok({ items: await viewClips(deps, await deps.clips.list({ showId }, MAX_CLIPS)) });
  },
  async listShopClips({ params: { shopId } }) {
    return ok({ items: await viewClips(deps, await deps.clips.list({ shopId }, OF_SHOP)) });
  },
  readClip: ({ viewer, params }) => readClip(deps, viewer, params.clipId),
  deleteClip: ({ viewer, params }) => deleteClip(deps, viewer, params.clipId),
});

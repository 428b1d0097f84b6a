import { ok, type Result, refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { captionTrack } from "./caption-files.ts";
import { type EditCaptionsDeps, putCaptions, removeCaptions } from "./edit-captions.ts";

interface CaptionsEdge extends EditCaptionsDeps {
  shows: ShowStore;
  limits: Limits;
  requireRole: RequireRole;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

type CaptionCalls = "listCaptions" | "putCaptions" | "removeCaptions";

export const captionsEdge = (deps: CaptionsEdge): Pick<Handlers, CaptionCalls> => {
  const { shows, captions, limits, requireRole, isBanned } = deps;
  const shopToEdit = async (showId: string, viewer: { id: string }): Promise<Result<string>> => {
    const show = await shows.find(showId);
    if (!show) return refuse("NOT_FOUND");
    const role = await requireRole(show.shopId, viewer, "show:manage");
    return role.ok ? ok(show.shopId) : role;
  };
  return {
    async listCaptions({ viewer, params: { showId } }) {
      const show = await shows.find(showId);
      if (!show) return refuse("NOT_FOUND");
      if (viewer && (await isBanned(show.shopId, viewer.id))) return refuse("BANNED");
      return ok({ items: (await captions.ofShow(showId)).map((file) => captionTrack(showId, file)) });
    },

    async putCaptions({ viewer, params: { showId, language }, file }) {
      const tooMany = await limits.take("upload", viewer.id);
      if (tooMany) return { ok: false, error: tooMany };
      const shop = await shopToEdit(showId, viewer);
      if (!shop.ok) return shop;
      if (!file) return refuse("CAPTIONS_MISSING", { path: "file" });
      return putCaptions(deps, { showId, shopId: shop.data, language, actorId: viewer.id }, file.bytes);
    },

    async removeCaptions({ viewer, params: { showId, language } }) {
      const shop = await shopToEdit(showId, viewer);
      if (!shop.ok) return shop;
      return removeCaptions(deps, { showId, shopId: shop.data, language, actorId: viewer.id });
    },
  };
};

import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type ReadEmbeddedDeps, readEmbedded } from "./read-embedded.ts";
import { type SetEmbeddingDeps, setEmbedding } from "./set-embedding.ts";

export interface EmbedEdge extends ReadEmbeddedDeps, SetEmbeddingDeps {
  requireRole: RequireRole;
}

export const embedEdge = (
  deps: EmbedEdge,
): Pick<Handlers, "readEmbedded" | "readEmbedding" | "setEmbedding"> => ({
  readEmbedded: ({ params, query }) => readEmbedded(deps, params.handle, query.show),

  async readEmbedding({ viewer, params: { shopId } }) {
    const role = await deps.requireRole(shopId, viewer, "embedding:set");
    return role.ok ? ok({ sites: await deps.embeddings.sitesOf(shopId) }) : role;
  },

  async setEmbedding({ viewer, params: { shopId }, body }) {
    const role = await deps.requireRole(shopId, viewer, "embedding:set");
    return role.ok ? setEmbedding(deps, { shopId, actorId: viewer.id, sites: body.sites }) : role;
  },
});

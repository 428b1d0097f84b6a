import { type Embedding, ok, type Result } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Transact } from "../kit/mongo.ts";
import type { EmbeddingStore } from "./embeddings.store.ts";

export interface SetEmbeddingDeps {
  embeddings: EmbeddingStore;
  transact: Transact;
  audit: Pick<AuditStore, "record">;
}

/** Chooses which sites may show a shop's player; each is named once. */
export const setEmbedding = (
  { embeddings, transact, audit }: SetEmbeddingDeps,
  { shopId, actorId, sites }: { shopId: string; actorId: string; sites: readonly string[] },
): Promise<Result<Embedding>> =>
  transact(async (session) => {
    const before = await embeddings.sitesOf(shopId, session);
    const after = [...new Set(sites)];
    await embeddings.setSites(shopId, after, session);
    const row = { actorId, action: "embedding:set", subject: `shop:${shopId}`, shopId };
    await audit.record({ ...row, before: { sites: before }, after: { sites: after } }, session);
    return ok({ sites: after });
  });

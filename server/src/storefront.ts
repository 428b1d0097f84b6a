import type { Product, Rating, ShopRole } from "@showdrop/shared";
import type { AuditStore } from "./audit/audit.store.ts";
import type { ImageFiles } from "./catalog/image-files.ts";
import type { ImageStore } from "./catalog/images.store.ts";
import type { Limits } from "./edge/limits.ts";
import type { EmbedHeaders } from "./edge/security.ts";
import { embedEdge } from "./embed/embed.edge.ts";
import { embedPages } from "./embed/embed-pages.ts";
import { createEmbeddingStore } from "./embed/embeddings.store.ts";
import type { ReadEmbeddedDeps } from "./embed/read-embedded.ts";
import type { UnitsBought } from "./fulfilment/units-bought.ts";
import type { Clock } from "./kit/clock.ts";
import type { Db, DbSession, Transact } from "./kit/mongo.ts";
import { eraseReviewsOf } from "./reviews/delete-review.ts";
import { reviewsEdge } from "./reviews/reviews.edge.ts";
import { createReviewStore } from "./reviews/reviews.store.ts";
import { createVoiceStore } from "./reviews/voices.store.ts";
import type { RequireRole } from "./shops/require-role.ts";
import type { ShopStore } from "./shops/shops.store.ts";

interface StorefrontParts extends Pick<ReadEmbeddedDeps, "listShows" | "readShow"> {
  db: Db;
  limits: Limits;
  clock: Clock;
  transact: Transact;
  audit: Pick<AuditStore, "record">;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  shops: ShopStore;
  catalog: {
    find(id: string): Promise<Product | null>;
    findProducts(ids: readonly string[]): Promise<Product[]>;
    setRating(productId: string, rating: Rating, session: DbSession): Promise<void>;
  };
  images: ImageStore;
  imageFiles: ImageFiles;
  unitsBought: UnitsBought;
  findShows(ids: readonly string[]): Promise<ReadonlyMap<string, { title: string }>>;
  people(ids: readonly string[]): Promise<ReadonlyMap<string, { displayName: string }>>;
  findUser(id: string): Promise<{ operator: boolean } | null>;
  clientDir: string;
  embedHeaders: EmbedHeaders;
}

/** Wires what customers see of a shop beside its shows, here and on other sites: a part of domain.ts, which alone calls it. */
export const buildStorefront = (parts: StorefrontParts) => {
  const { db, limits, catalog, requireRole, roleOf } = parts;
  const embeddings = createEmbeddingStore(db);
  const reviewing = {
    ...parts,
    reviews: createReviewStore(db),
    voices: createVoiceStore(db),
    findProduct: catalog.find,
    findProducts: catalog.findProducts,
    setRating: catalog.setRating,
    showTitles: parts.findShows,
    isOfTeam: async (shopId: string, userId: string) => (await roleOf(shopId, userId)) !== null,
    mayAnswer: async (shopId: string, viewer: { id: string }) =>
      (await requireRole(shopId, viewer, "reviews:answer")).ok,
    takeReport: (userId: string) => limits.take("report", userId),
  };
  return {
    handlers: { ...reviewsEdge(reviewing), ...embedEdge({ ...parts, embeddings }) },
    pages: embedPages({ ...parts, embeddings }),
    /** Erases what somebody wrote of products, with its photos, and what they said of others' reviews. */
    eraseReviewsOf: (userId: string) => eraseReviewsOf(reviewing, userId),
    /** Everything that somebody wrote of products, for the export of what is theirs. */
    reviewsOf: reviewing.reviews.ofAuthor,
  };
};

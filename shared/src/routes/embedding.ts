import { z } from "zod";
import { EmbeddedShow, Embedding, SetEmbedding } from "../embedding.ts";
import { Id } from "../ids.ts";
import { Handle } from "../shops.ts";
import { ids, route } from "./parts.ts";

/** The player on other sites. */
export const embeddingRoutes = {
  readEmbedded: route({
    method: "GET",
    path: "/api/embed/:handle",
    summary: "What a shop's player on another site shows now",
    access: "public",
    params: z.strictObject({ handle: Handle }),
    /** One show of the shop instead of whichever is on. */
    query: z.strictObject({ show: Id.optional() }),
    answer: EmbeddedShow,
    refusals: ["NOT_FOUND"],
  }),
  readEmbedding: route({
    method: "GET",
    path: "/api/shops/:shopId/embedding",
    summary: "Which sites may show the shop's player",
    access: "signed-in",
    params: ids("shopId"),
    answer: Embedding,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  setEmbedding: route({
    method: "PUT",
    path: "/api/shops/:shopId/embedding",
    summary: "Choose which sites may show the shop's player",
    access: "signed-in",
    params: ids("shopId"),
    body: SetEmbedding,
    answer: Embedding,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;

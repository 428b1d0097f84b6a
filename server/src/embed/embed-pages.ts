import { Handle } from "@showdrop/shared";
import { Router } from "express";
import type { EmbedHeaders } from "../edge/security.ts";
import type { ShopStore } from "../shops/shops.store.ts";
import type { EmbeddingStore } from "./embeddings.store.ts";

interface EmbedPages {
  clientDir: string;
  shops: ShopStore;
  embeddings: EmbeddingStore;
  embedHeaders: EmbedHeaders;
}

/**
 * Where the player may stand while its shop named no site: anywhere that nobody on the way can change, and on a
 * developer's own machine.
 */
const ANYWHERE = ["https:", "http://localhost:*", "http://127.0.0.1:*"];

/**
 * The player's page, the one page that others may frame, and the script that puts it there, the one file that others
 * may load.
 */
export const embedPages = ({ clientDir, shops, embeddings, embedHeaders }: EmbedPages): Router => {
  const pages = Router();
  pages.get("/embed.js", (_req, res) => {
    res.set("Cross-Origin-Resource-Policy", "cross-origin");
    res.set("Cache-Control", "public, max-age=3600").sendFile("embed.js", { root: clientDir });
  });

  pages.get("/embed/@:handle", async (req, res) => {
    const handle = Handle.safeParse(req.params.handle);
    const shop = handle.success ? await shops.findByHandle(handle.data) : null;
    const sites = shop ? await embeddings.sitesOf(shop.id) : [];
    embedHeaders(res, ["'self'", ...(sites.length > 0 ? sites : ANYWHERE)]);
    res.set("Cache-Control", "no-cache").sendFile("embed.html", { root: clientDir });
  });

  // A window that the player opened may tell it of an order: for that the two must know of each other, which pages
  // otherwise do not. The header says that our own page opened it; another site cannot say so.
  pages.get("/shows/:showId", (req, res, next) => {
    if (req.query.from === "embed" && req.get("sec-fetch-site") === "same-origin")
      res.set("Cross-Origin-Opener-Policy", "unsafe-none");
    next();
  });
  return pages;
};

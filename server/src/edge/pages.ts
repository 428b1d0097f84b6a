import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isPlace, Locale } from "@showdrop/shared";
import express, { type Request, type Response, Router } from "express";
import type { FindPreview } from "../discovery/find-preview.ts";
import { type LinkPreview, ordinary } from "../discovery/link-preview.ts";
import type { ListSite } from "../discovery/site-map.ts";
import type { DrawPage } from "../drawn-pages/drawn-pages.ts";
import type { Logger } from "../kit/logger.ts";
import { packed, sendPacked } from "./packed.ts";
import { pageHead, stylesOf, withDrawing, withHead } from "./page-head.ts";
import { allowInline } from "./security.ts";
import { robots, siteMap } from "./site-files.ts";

interface PagesEdge {
  clientDir: string;
  uploadDir: string;
  publicUrl: URL;
  log: Logger;
  findPreview: FindPreview;
  listSite: ListSite;
  drawPage: DrawPage;
  readSessionToken(cookie: string | undefined): string | null;
}

/** Milliseconds that a page waits for what its head says of it: a person waits too, and the page works without. */
const HEAD_WITHIN_MS = 1_000;

/** Seconds for which the list of all pages may be kept: search engines come by the day. */
const SITE_MAP_SECONDS = 3_600;

/** The built client: its files, cached for good as their names carry a hash, and the page itself for every other path. */
export const pagesEdge = (parts: PagesEdge): Router => {
  const { clientDir, uploadDir, publicUrl, log, findPreview, listSite, drawPage, readSessionToken } = parts;
  const pages = Router();
  pages.use(
    "/uploads",
    express.static(uploadDir, { immutable: true, maxAge: "365d", index: false, redirect: false }),
  );
  pages.use(
    "/assets",
    packed(join(clientDir, "assets")),
    express.static(join(clientDir, "assets"), {
      immutable: true,
      maxAge: "365d",
      index: false,
      redirect: false,
    }),
  );
  // A missing file is no page, and nobody is told where it was looked for.
  pages.use(["/uploads", "/assets"], (_req, res) => {
    res.status(404).type("text/plain").send("This does not exist, or no longer.");
  });
  pages.get("/robots.txt", (_req, res) => {
    res.type("text/plain").send(robots(publicUrl));
  });
  pages.get("/sitemap.xml", async (_req, res) => {
    const map = siteMap(await listSite(), publicUrl);
    res.set("Cache-Control", `public, max-age=${SITE_MAP_SECONDS}`).type("application/xml").send(map);
  });
  pages.use(packed(clientDir), express.static(clientDir, { index: false, maxAge: "1h" }));

  /** What a page says of itself; the general words when the record does not answer, for the page may work all the same. */
  const previewOf = async (path: string): Promise<LinkPreview | "missing"> => {
    if (!isPlace(path)) return "missing";
    try {
      const late = sleep(HEAD_WITHIN_MS, null, { ref: false });
      return (await Promise.race([findPreview(path), late])) ?? ordinary;
    } catch (error) {
      log.warn({ err: error, path }, "a page's head could not be found");
      return ordinary;
    }
  };
  /** What strangers see first; whoever has a session sees their own, which the page asks for by itself. */
  const drawingOf = async (req: Request, language: Locale) => {
    if (readSessionToken(req.headers.cookie) !== null) return null;
    try {
      return await drawPage(req.path, new URL(req.originalUrl, publicUrl).searchParams, language);
    } catch (error) {
      log.warn({ err: error, path: req.path }, "a page could not be drawn");
      return null;
    }
  };
  const sendPage = async (req: Request, res: Response, file: "index.html" | "show.html") => {
    const language = Locale.safeParse(req.acceptsLanguages([...Locale.options])).data ?? "en";
    const [page, preview, drawing] = await Promise.all([
      readPage(join(clientDir, file)),
      previewOf(req.path),
      drawingOf(req, language),
    ]);
    const missing = preview === "missing";
    const head = pageHead(missing ? { ...ordinary, hidden: true } : preview, publicUrl);
    allowInline(res, page);
    const whole = withHead(page, head);
    res
      .status(missing ? 404 : 200)
      .set("Cache-Control", "no-cache")
      .vary("Accept-Language")
      .vary("Cookie")
      .type("text/html");
    if (!drawing) return sendPacked(req, res, whole);
    const sheet = stylesOf(page);
    const styles = sheet === null ? "" : await readFile(join(clientDir, sheet), "utf8");
    await sendPacked(
      req,
      res,
      withDrawing(whole, drawing, { language, styles, urgent: file === "show.html" }),
    );
  };
  // The same page, with what a show's page loads first in its head.
  pages.get("/shows/:showId", (req, res) => sendPage(req, res, "show.html"));
  pages.get("/{*path}", (req, res) => sendPage(req, res, "index.html"));
  return pages;
};

/** @throws an error that is answered with 404 when the client was not built */
const readPage = async (file: string): Promise<string> => {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw Object.assign(new Error("the client is not built", { cause }), { status: 404 });
  }
};

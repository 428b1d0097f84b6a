import { join } from "node:path";
import express, { Router } from "express";

/** The built client: its files, cached for good as their names carry a hash, and the page itself for every other path. */
export const pagesEdge = (clientDir: string, uploadDir: string): Router => {
  const pages = Router();
  pages.use(
    "/uploads",
    express.static(uploadDir, { immutable: true, maxAge: "365d", index: false, redirect: false }),
  );
  pages.use(
    "/assets",
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
  pages.use(express.static(clientDir, { index: false, maxAge: "1h" }));
  // The same page, with what a show's page loads first in its head.
  pages.get("/shows/:showId", (_req, res) => {
    res.set("Cache-Control", "no-cache").sendFile("show.html", { root: clientDir });
  });
  pages.get("/{*path}", (_req, res) => {
    res.set("Cache-Control", "no-cache").sendFile("index.html", { root: clientDir });
  });
  return pages;
};

/** Where programs need not go: nothing there is for everybody, or nothing there is a page. */
const closed = [
  "/api/",
  "/account",
  "/orders",
  "/studio",
  "/operate",
  "/rehearsal",
  "/search",
  "/sign-in",
  "/sign-up",
];

export const robots = (origin: URL): string =>
  [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    `Sitemap: ${new URL("/sitemap.xml", origin).href}`,
    "",
  ].join("\n");

/** Paths are made of handles and ids, in which there is nothing to escape. */
export const siteMap = (paths: readonly string[], origin: URL): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...paths.map((path) => `<url><loc>${new URL(path, origin).href}</loc></url>`),
    "</urlset>",
    "",
  ].join("\n");

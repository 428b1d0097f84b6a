import { createHash } from "node:crypto";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin, Rollup } from "vite";
import { defineConfig } from "vitest/config";
import { chunksOf } from "./chunks.ts";
import { leaveOut } from "./leave-out.ts";
import { pack, smallScript } from "./pack.ts";

/** Where a server started with `node server/src/main.ts` listens. */
const server = "http://127.0.0.1:8080";

/** The module that draws a page; the entry, which is small, asks for it at run time. */
const START = "/src/app/start.tsx";
/** What frames every page but a show's. */
const LAYOUT = "/src/app/layout.tsx";
/** What a show's page asks for besides: its picture first. */
const SHOW_FIRST = "/src/lib/media/early.ts";
/** What plays it, fetched when it is known that there is something to play. */
const MEDIA = "/src/lib/media/device.ts";
const SHOW_PAGE = "/src/features/watch/watch-page.tsx";
/** The player on other sites. */
const EMBED_PAGE = "/src/features/embed/embed-page.tsx";

/** Hex digits that tell one build from another. */
const BUILD_NAME = 16;

const chunkOf = (bundle: Rollup.OutputBundle, module: string): Rollup.OutputChunk => {
  const found = Object.values(bundle).find(
    (file) => file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(module)),
  );
  if (found?.type !== "chunk") throw new Error(`${module} is in no chunk any more`);
  return found;
};

/** The chunks that modules are in, and what those import. */
const filesOf = (bundle: Rollup.OutputBundle, modules: string[]): Set<string> => {
  const chunks = modules.map((module) => chunkOf(bundle, module));
  return new Set(chunks.flatMap(({ fileName, imports }) => [fileName, ...imports]));
};

/** Links that let the browser fetch chunks, with what they import, together with the entry and not after it. */
const preloads = (bundle: Rollup.OutputBundle, modules: string[]): string =>
  [...filesOf(bundle, modules)]
    .map((file) => `<link rel="modulepreload" crossorigin href="/${file}">\n    `)
    .join("");

/** Where the links go: before the entry, so that what is wanted first is asked for first. */
const ENTRY = '<script type="module"';

/** A show's page asks for its pass before all else, and with a yes for what plays it. */
const ask = async (files: string[]): Promise<string> => {
  const media = files.map((file) => `/${file}`).join(" ");
  return `<script data-media="${media}">${await smallScript("ask.js")}</script>`;
};
/** Within the page itself, which would else wait for it once more; the server's policy allows it by its hash. */
const first = async (): Promise<string> => `<script>${await smallScript("public/first.js")}</script>`;
const FIRST = '<script src="/first.js"></script>';

/** Gives every page its preloads; a show's page, which needs more and in another order, is `show.html`. */
const preload = (): Plugin => ({
  name: "showdrop:preload",
  apply: "build",
  enforce: "post",
  async generateBundle(_options, bundle) {
    const page = bundle["index.html"];
    if (page?.type !== "asset") throw new Error("there is no index.html");
    const html = page.source.toString();
    const needed = [SHOW_FIRST, START, SHOW_PAGE];
    const loaded = filesOf(bundle, needed);
    const media = [...filesOf(bundle, [MEDIA])].filter((file) => !loaded.has(file));
    const link = (modules: string[]) => html.replace(ENTRY, `${preloads(bundle, modules)}${ENTRY}`);
    const within = await first();
    page.source = link([START, LAYOUT]).replace(FIRST, () => within);
    const asks = await ask(media);
    this.emitFile({
      type: "asset",
      fileName: "show.html",
      source: link(needed).replace(FIRST, () => `${asks}\n    ${within}`),
    });
    this.emitFile({ type: "asset", fileName: "embed.html", source: link([START, EMBED_PAGE]) });
  },
});

/** Names each build by its files, and tells the service worker, which keeps one build's files at a time. */
const nameBuild = (): Plugin => ({
  name: "showdrop:name-build",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    const worker = bundle["sw.js"];
    if (worker?.type !== "chunk") throw new Error("there is no service worker");
    const names = Object.keys(bundle).toSorted().join();
    const build = createHash("sha256").update(names).digest("hex").slice(0, BUILD_NAME);
    worker.code = worker.code.replaceAll("__BUILD__", JSON.stringify(build));
  },
});

const chunks = chunksOf("/src/main.ts", [START], {
  picture: [SHOW_FIRST],
  show: [SHOW_FIRST, SHOW_PAGE],
  home: [LAYOUT, "/src/features/home/home-page.tsx"],
  shop: [LAYOUT, "/src/features/shop/shop-page.tsx"],
  product: [LAYOUT, "/src/features/catalog/product-page.tsx"],
});

/** The contract describes no API here, Socket.IO is told to use WebSocket alone, and the router has no framework of its own. */
const neverUsed = [
  "/zod/v4/core/json-schema-processors.js",
  "/zod/v4/core/to-json-schema.js",
  "/engine.io-client/build/esm/transports/polling-xhr.js",
  "/engine.io-client/build/esm/transports/webtransport.js",
  "/react-router/dist/production/lib/dom/ssr/links.js",
];

export default defineConfig({
  plugins: [react(), tailwindcss(), leaveOut(neverUsed), chunks.plugin, preload(), nameBuild(), pack()],
  server: {
    proxy: {
      "/api": server,
      "/uploads": server,
      "/whip": server,
      "/whep": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  build: {
    outDir: "dist",
    rolldownOptions: {
      // A schema that nobody reads is dropped: making one does nothing else.
      treeshake: { manualPureFunctions: ["z"] },
      input: { index: "index.html", sw: "src/service-worker.ts", embed: "src/embed.ts" },
      output: {
        // A service worker keeps its name and its place for ever: browsers ask for it there. So does what others load.
        entryFileNames: ({ name }) =>
          name === "sw" || name === "embed" ? `${name}.js` : "assets/[name]-[hash].js",
        codeSplitting: { groups: chunks.groups },
      },
    },
    // Every browser that knows light-dark() knows such links as well.
    modulePreload: { polyfill: false },
    // The first that know light-dark(), which our colours are written with.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
  test: {
    name: "client",
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
    restoreMocks: true,
    // Many windows of jsdom on a busy machine: two more tries in CI, and npm test names whatever needed one.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 30_000,
  },
});

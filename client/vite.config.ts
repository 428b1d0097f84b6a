import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin, Rollup } from "vite";
import { defineConfig } from "vitest/config";

/** Where a server started with `node server/src/main.ts` listens. */
const server = "http://127.0.0.1:8080";

/** The module that draws a page; the entry, which is small, asks for it at run time. */
const START = "/src/app/start.tsx";
/** What a show's page asks for besides: its picture first. */
const SHOW_FIRST = "/src/lib/media/early.ts";
const SHOW_PAGE = "/src/features/watch/watch-page.tsx";

const chunkOf = (bundle: Rollup.OutputBundle, module: string): Rollup.OutputChunk => {
  const found = Object.values(bundle).find(
    (file) => file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(module)),
  );
  if (found?.type !== "chunk") throw new Error(`${module} is in no chunk any more`);
  return found;
};

/** Links that let the browser fetch chunks, with what they import, together with the entry and not after it. */
const preloads = (bundle: Rollup.OutputBundle, modules: string[]): string => {
  const chunks = modules.map((module) => chunkOf(bundle, module));
  const files = new Set(chunks.flatMap(({ fileName, imports }) => [fileName, ...imports]));
  return [...files].map((file) => `<link rel="modulepreload" crossorigin href="/${file}">\n    `).join("");
};

/** Where the links go: before the entry, so that what is wanted first is asked for first. */
const ENTRY = '<script type="module"';

/** A show's page asks for its pass before all else. */
const ASK = '<script src="/ask.js"></script>';
const THEME = '<script src="/theme.js"></script>';

/** Gives every page its preloads; a show's page, which needs more and in another order, is `show.html`. */
const preload = (): Plugin => ({
  name: "showdrop:preload",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    const page = bundle["index.html"];
    if (page?.type !== "asset") throw new Error("there is no index.html");
    const html = page.source.toString();
    const link = (modules: string[]) => html.replace(ENTRY, `${preloads(bundle, modules)}${ENTRY}`);
    page.source = link([START]);
    this.emitFile({
      type: "asset",
      fileName: "show.html",
      source: link([SHOW_FIRST, START, SHOW_PAGE]).replace(THEME, `${ASK}\n    ${THEME}`),
    });
  },
});

export default defineConfig({
  plugins: [react(), tailwindcss(), preload()],
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
      input: { index: "index.html", sw: "src/service-worker.ts" },
      output: {
        // A service worker keeps its name and its place for ever: browsers ask for it there.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        // One file: an icon of its own for each would be twenty small answers that a page waits for.
        codeSplitting: { groups: [{ name: "icons", test: /\/lucide-react\// }] },
      },
    },
    // The first that know light-dark(), which our colours are written with.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
  test: {
    name: "client",
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});

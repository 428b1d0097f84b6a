import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Where a server started with `node server/src/main.ts` listens. */
const server = "http://127.0.0.1:8080";

/** The module that draws the page; the entry, which is small, asks for it at run time. */
const START = "/src/app/start.tsx";

/** Lets the browser fetch the page's code together with the entry and not after it. */
const preloadStart = (): Plugin => ({
  name: "showdrop:preload-start",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) => {
      const start = Object.values(bundle).find(
        (file) => file.type === "chunk" && file.facadeModuleId?.endsWith(START),
      );
      if (start?.type !== "chunk") throw new Error(`${START} is no chunk of its own any more`);
      return [start.fileName, ...start.imports].map((file) => ({
        tag: "link",
        attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
        injectTo: "head" as const,
      }));
    },
  },
});

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadStart()],
  server: {
    proxy: {
      "/api": server,
      "/uploads": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  build: {
    outDir: "dist",
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

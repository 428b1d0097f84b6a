import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The same pages for the server, which draws their first picture: all in one folder, with what they need. */
export default defineConfig({
  plugins: [react()],
  publicDir: false,
  ssr: { noExternal: true },
  build: { ssr: "src/app/draw.tsx", outDir: "dist-draw", target: "node24" },
});

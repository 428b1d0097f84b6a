import "../lib/zod.ts";
import { type ReactNode, StrictMode, startTransition } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { takeTexts } from "../i18n/index.ts";
import { extentAt } from "../i18n/load.ts";
import { awaitOffer, keepOffline } from "../lib/install.ts";
import { worldPath } from "../lib/world.ts";
import { App } from "./app.tsx";
import { takeFirst } from "./first-answers.ts";
import { buildQueryClient } from "./query-client.ts";

awaitOffer();
keepOffline();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const queries = buildQueryClient();
const drawn = takeFirst(queries);
await takeTexts(extentAt(location.pathname));
if (!drawn) {
  root.replaceChildren();
  window.earlyPresses = undefined;
}
delete document.documentElement.dataset.drawnFor;

const inBrowser = (pages: ReactNode) => <BrowserRouter basename={worldPath || "/"}>{pages}</BrowserRouter>;
const app = (
  <StrictMode>
    <App queries={queries} route={inBrowser} />
  </StrictMode>
);
// In slices, between which the browser may answer and paint.
startTransition(() => {
  if (drawn) hydrateRoot(root, app);
  else createRoot(root).render(app);
});

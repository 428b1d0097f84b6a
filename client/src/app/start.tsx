import "../lib/zod.ts";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { takeTexts } from "../i18n/index.ts";
import { extentAt } from "../i18n/load.ts";
import { awaitOffer, keepOffline } from "../lib/install.ts";
import { App } from "./app.tsx";

awaitOffer();
keepOffline();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
await takeTexts(extentAt(location.pathname));
// In slices, between which the browser may answer and paint: nothing stands there yet that could tear.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);

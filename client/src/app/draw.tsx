import type { Drawing, Drawn } from "@showdrop/shared";
import { StrictMode } from "react";
import { prerender } from "react-dom/static";
import { StaticRouter } from "react-router";
import { speak, takeTexts } from "../i18n/index.ts";
import { extentAt } from "../i18n/load.ts";
import { answerKey } from "../lib/api.ts";
import { App } from "./app.tsx";
import { buildQueryClient } from "./query-client.ts";

/** In one piece: in several, a script of the page would have to put the later ones in their place, and the policy allows none. */
const ONE_PIECE = Number.POSITIVE_INFINITY;

/**
 * Draws a page as a stranger first sees it, with what it asked: for the server, which does it in a thread of its own, one page
 * after the other (the language is the thread's).
 * @returns what belongs into the page's root, and the answers as the browser's cache takes them
 * @throws what a component throws
 */
export const draw = async ({ address, language, answers }: Drawing): Promise<Drawn> => {
  speak(language);
  await takeTexts(extentAt(new URL(address, "http://localhost").pathname));
  const queries = buildQueryClient();
  const known = answers.map(({ path, args, data }) => [answerKey(path, args), data] as const);
  for (const [key, data] of known) queries.setQueryData(key, data);
  let fault: unknown = null;
  const { prelude } = await prerender(
    <StrictMode>
      <App queries={queries} route={(pages) => <StaticRouter location={address}>{pages}</StaticRouter>} />
    </StrictMode>,
    {
      progressiveChunkSize: ONE_PIECE,
      onError: (error) => {
        fault ??= error;
      },
    },
  );
  const html = await new Response(prelude).text();
  queries.clear();
  if (fault !== null) throw fault;
  return { html, answers: known };
};

import { discoveryRoutes, personRoutes } from "@showdrop/shared";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { answerKey, keyOf } from "../lib/api.ts";
import { takeFirst } from "./first-answers.ts";

afterEach(() => document.body.replaceChildren());

const home = { live: [], soon: [], replays: [], clips: [] };

/** As the server writes it into the page. */
const place = (known: unknown, language: string) => {
  const script = document.createElement("script");
  Object.assign(script, {
    id: "first-answers",
    type: "application/json",
    textContent: JSON.stringify(known),
  });
  script.dataset.language = language;
  document.body.append(script);
};

test("what the server asked is there, who is signed in for good and the rest until it is asked again", () => {
  document.documentElement.lang = "en";
  place(
    [
      [answerKey(personRoutes.readMe.path, {}), { me: null }],
      [answerKey(discoveryRoutes.readHome.path, { query: {} }), home],
    ],
    "en",
  );
  const queries = new QueryClient();
  expect(takeFirst(queries)).toBe(true);
  expect(queries.getQueryData(keyOf(personRoutes.readMe, {}))).toEqual({ me: null });
  expect(queries.getQueryData(keyOf(discoveryRoutes.readHome, {}))).toEqual(home);
  expect(queries.getQueryState(keyOf(personRoutes.readMe, {}))?.dataUpdatedAt).toBeGreaterThan(0);
  expect(queries.getQueryState(keyOf(discoveryRoutes.readHome, {}))?.dataUpdatedAt).toBe(0);
});

test("a page in another language than is spoken here, or none, is drawn anew", () => {
  document.documentElement.lang = "ko";
  expect(takeFirst(new QueryClient())).toBe(false);
  place([], "en");
  expect(takeFirst(new QueryClient())).toBe(false);
});

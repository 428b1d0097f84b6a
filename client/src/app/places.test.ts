import { readFile } from "node:fs/promises";
import { isPlace, places } from "@showdrop/shared";
import { expect, test } from "vitest";

test("the server knows the first word of every address: it answers 404 for any other", async () => {
  const source = await readFile("src/app/pages.tsx", "utf8");
  // Those beside the home page, and those outside its frame; what lies below them begins with the same word.
  const [framed = "", bare = ""] = source.split(/^(?= {10}<Route path="shows)/m);
  const addresses = [
    ...framed.matchAll(/^ {12}<Route path="([^":*/]+)/gm),
    ...bare.matchAll(/^ {10}<Route path="([^":*/]+)/gm),
  ].map(([, first = ""]) => first);
  expect(addresses.length).toBeGreaterThan(8);
  expect(addresses.filter((first) => !places.has(first))).toEqual([]);
  expect(["/", "/@clay", "/shows/1", "/nothing"].map(isPlace)).toEqual([true, true, true, false]);
});

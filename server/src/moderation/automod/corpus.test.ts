import { readFileSync } from "node:fs";
import { type AutomodSettings, calmAutomod } from "@showdrop/shared";
import { expect, test } from "vitest";
import { compileAutomod } from "./judge-line.ts";

/** A shop with mild words of its own, every starter list and every rule. */
const settings: AutomodSettings = {
  ...calmAutomod,
  words: { hold: ["바보", "멍청*", "계좌 이체", "idiot*", "bad"], refuse: ["loser", "losers"], allow: [] },
  builtIn: {
    ...{ profanity: "hold", insults: "hold", slurs: "hold", sexual: "hold", violence: "hold", scams: "hold" },
  },
  ...{ links: "hold", caps: "hold", repetition: "hold" },
};

const read = (text: string): string =>
  text.startsWith("base64:")
    ? Buffer.from(text.slice("base64:".length), "base64").toString("utf8")
    : text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const lines = readFileSync(new URL("./corpus.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [label, text = ""] = line.split("\t");
    return { bad: label === "bad", written: text, text: read(text) };
  });

/** Least share of what AutoMod saw that is bad, and of what is bad that it saw. */
const LEAST = 0.95;

test("AutoMod sees through the tricks and leaves innocent look-alikes alone", () => {
  const judge = compileAutomod(settings);
  const judged = lines.map((line) => ({ ...line, seen: judge({ text: line.text, before: [] }) }));
  const isSeen = ({ seen }: (typeof judged)[number]) => seen.action !== "allow";
  const missed = judged.filter((line) => line.bad && !isSeen(line));
  const wronged = judged.filter((line) => !line.bad && isSeen(line));
  const bad = judged.filter((line) => line.bad).length;
  const caught = bad - missed.length;
  const precision = caught / (caught + wronged.length);
  const recall = caught / bad;
  console.info(
    `AutoMod's corpus: ${lines.length} lines (${bad} bad, ${lines.length - bad} fine), ` +
      `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  );
  for (const { written } of missed) console.info(`missed: ${written}`);
  for (const { written, seen } of wronged) console.info(`wronged: ${written} (${seen.reason?.found})`);
  expect(lines.length).toBeGreaterThanOrEqual(200);
  expect(precision).toBeGreaterThanOrEqual(LEAST);
  expect(recall).toBeGreaterThanOrEqual(LEAST);
});

import { expect, test } from "vitest";
import { summarize, type Verdicts } from "./summary.ts";

const good: Verdicts = { picture: "good", light: "good", sound: "good" };

test("ready is said when all was looked at, and nothing is wrong", () => {
  expect(summarize(good)).toEqual({ state: "ready" });
  expect(summarize({ ...good, light: null })).toEqual({ state: "checking" });
  expect(summarize({ ...good, sound: "listening" })).toEqual({ state: "checking" });
  expect(summarize({ ...good, picture: "checking" })).toEqual({ state: "checking" });
});

test("what is wrong is named at once, the gravest first", () => {
  expect(summarize({ picture: "checking", light: "covered", sound: "listening" })).toEqual({
    state: "mend",
    findings: ["covered"],
  });
  expect(summarize({ picture: "slow", light: "dark", sound: "silent" })).toEqual({
    state: "mend",
    findings: ["silent", "dark", "slow"],
  });
  expect(summarize({ picture: "noPicture", light: null, sound: "quiet" })).toEqual({
    state: "mend",
    findings: ["noPicture", "quiet"],
  });
});

import { expect, test } from "vitest";
import { closeness, isFoundIn, lettersIn, queryOf, squash, wordsOf } from "./words.ts";

/** Whether a text is found, by its letters first and then for sure, as the store does it. */
const finds = (text: string, asked: string): boolean => {
  const parts = text.split("|").map(squash);
  const query = queryOf(asked);
  const letters = new Set(lettersIn(parts));
  return (query.letters?.every((group) => letters.has(group)) ?? false) && isFoundIn(query, parts);
};

test("words are one whatever their case, width, accents and composition", () => {
  expect(wordsOf("Ｍoon  JAR, crème-brûlée")).toEqual(["moon", "jar", "creme", "brulee"]);
  expect(wordsOf("Straße №5")).toEqual(["straße", "no5"]);
  expect(wordsOf("청자")).toEqual(wordsOf("청자".normalize("NFD")));
  expect(wordsOf("  — ")).toEqual([]);
});

test("a part of a word, its beginning, and words in any order find it; spaces are no matter", () => {
  const text = "Moon Jar Cup · 달항아리 잔|It holds 220 ml";
  for (const asked of ["moon", "MOON jar", "jar moon", "oon", "moonjar", "mo on", "cu", "220ml", "220"])
    expect([asked, finds(text, asked)]).toEqual([asked, true]);
  for (const asked of ["달항아리", "달 항아리", "항아리", "달항아리잔", "달항ㅇ", "다", "잔 달항", "jar 잔"])
    expect([asked, finds(text, asked)]).toEqual([asked, true]);
  for (const asked of ["moan", "jarr", "cup saucer", "항아라", "달팽이", "m", "·", "moonjarcupit"])
    expect([asked, finds(text, asked)]).toEqual([asked, false]);
});

test("a word of one letter has to be there, but is not looked for alone", () => {
  expect(finds("T shirt", "t shirt")).toBe(true);
  expect(finds("Red shirt", "x shirt")).toBe(false);
  expect(queryOf("t").letters).toBeNull();
});

test("the title's own words come before what is only contained", () => {
  const order = (asked: string, titles: string[]) => titles.map((title) => closeness(queryOf(asked), title));
  expect(order("cup", ["Cup", "Cupboard", "Moon cup", "Hiccup", "Bowl"])).toEqual([4, 3, 2, 1, 0]);
  expect(order("청자", ["청자", "청자 잔", "작은 청자", "백자"])).toEqual([4, 3, 2, 0]);
});

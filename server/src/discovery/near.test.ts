import fc from "fast-check";
import { expect, test } from "vitest";
import { distance, isNearIn, mistakesIn } from "./near.ts";
import { queryOf, squash } from "./words.ts";

const near = (text: string, asked: string): boolean => isNearIn(queryOf(asked), text.split("|").map(squash));

test("a slip of the finger is forgiven, in both languages, and another word is not", () => {
  const text = "Celadon teapot · 청자 주전자|For green tea";
  for (const asked of ["celadn", "celladon", "cealdon", "selladon", "teapto", "celadn taepot", "grean tea"])
    expect([asked, near(text, asked)]).toEqual([asked, true]);
  for (const asked of ["청저", "쳥자 주전자", "주정자", "주잔자"])
    expect([asked, near(text, asked)]).toEqual([asked, true]);
  for (const asked of ["bowl", "cup", "moonjar", "cot", "tee", "celadon bowl", "백자", "달항아리"])
    expect([asked, near(text, asked)]).toEqual([asked, false]);
});

test("mistakes are counted as they are made", () => {
  expect(mistakesIn("teapot", "celadonteapot")).toBe(0);
  expect(mistakesIn("taepot", "celadonteapot")).toBe(1);
  expect(mistakesIn("teapott", "teapots")).toBe(1);
  expect(mistakesIn("abc", "")).toBe(3);
  expect(distance(queryOf("celadn taepot"), squash("Celadon teapot"))).toBe(2);
});

const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
test("what a text contains is without mistakes in it, and one letter changes it by one at most", () => {
  fc.assert(
    fc.property(letters, letters, letters, (head, word, tail) => {
      expect(mistakesIn(word, head + word + tail)).toBe(0);
      expect(mistakesIn(`${word}z`, head + word + tail)).toBeLessThanOrEqual(1);
      expect(mistakesIn(word, head)).toBeLessThanOrEqual(word.length);
    }),
  );
});

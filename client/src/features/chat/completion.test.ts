import { expect, test } from "vitest";
import { id } from "../watch/sample-show.ts";
import { complete, completionAt, mentionedIn, type Vocabulary } from "./completion.ts";

const people = ["Mina Seo", "Ann Lee", "민지", "Sumin"].map((displayName, i) => ({ id: id(i), displayName }));
const words: Vocabulary = {
  people,
  emotes: [{ id: id(9), code: "달항아리", url: "/m" }],
  macros: [{ name: "배송", text: "Two days." }],
};
const choices = (text: string, caret = text.length) =>
  completionAt(text, caret, words)?.choices.map((choice) =>
    choice.kind === "person" ? choice.person.displayName : choice.id,
  );

test("an @ offers everybody, a letter those who begin with it and then those who have it", () => {
  expect(choices("@")).toEqual(["Mina Seo", "Ann Lee", "민지", "Sumin"]);
  expect(choices("hello @mi")).toEqual(["Mina Seo", "Sumin"]);
  expect(choices("@민")).toEqual(["민지"]);
  for (const none of ["mail@", "@x", "", "hello"]) expect(choices(none)).toBeUndefined();
});

test("what stands after the caret is not looked at, and stays", () => {
  expect(choices("@an is here", 3)).toEqual(["Ann Lee"]);
  const found = completionAt("so @an is here", 6, words);
  if (!found?.choices[0]) throw new Error("nothing to complete");
  expect(complete("so @an is here", found, found.choices[0])).toEqual({
    text: "so @Ann Lee is here",
    caret: 12,
  });
});

test("a colon and a letter offer emotes, a slash at the beginning saved texts", () => {
  expect(choices("so :달")).toEqual([id(9)]);
  expect(choices("so :")).toBeUndefined();
  expect(choices("/")).toEqual(["배송"]);
  expect(choices("and /")).toBeUndefined();
  const macro = completionAt("/배", 2, words);
  if (!macro?.choices[0]) throw new Error("nothing to complete");
  expect(complete("/배", macro, macro.choices[0])).toEqual({ text: "Two days.", caret: 9 });
});

test("those are mentioned whom the text names", () => {
  expect(mentionedIn("@Mina Seo, ask @민지", people, 5)).toEqual([id(0), id(2)]);
  expect(mentionedIn("@Mina Seo, ask @민지", people, 1)).toEqual([id(0)]);
});

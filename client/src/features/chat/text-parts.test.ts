import fc from "fast-check";
import { expect, test } from "vitest";
import { id } from "../watch/sample-show.ts";
import { textParts } from "./text-parts.ts";

const plain = { mentions: [], emotes: [], links: false };
const ann = { id: id(1), displayName: "Ann" };
const annLee = { id: id(2), displayName: "Ann Lee" };

test("an address is text, unless the show lets it be followed", () => {
  const text = "See https://example.com/a?b=1.";
  expect(textParts({ ...plain, text })).toEqual([{ kind: "text", text }]);
  expect(textParts({ ...plain, text, links: true })).toEqual([
    { kind: "text", text: "See " },
    { kind: "link", text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" },
    { kind: "text", text: "." },
  ]);
});

test.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "ftp://example.com",
  "//example.com",
  "www.example.com",
  "https://",
])("%s is never a link", (text) => {
  expect(textParts({ ...plain, text, links: true }).filter(({ kind }) => kind === "link")).toEqual([]);
});

test("the longest name is meant, and only those who are mentioned", () => {
  expect(textParts({ ...plain, text: "@Ann Lee and @Ann, not @Bob", mentions: [ann, annLee] })).toEqual([
    { kind: "mention", text: "@Ann Lee", person: annLee },
    { kind: "text", text: " and " },
    { kind: "mention", text: "@Ann", person: ann },
    { kind: "text", text: ", not @Bob" },
  ]);
});

test("emotes stand where their codes were, side by side too, and a time of day is none", () => {
  const emotes = [{ code: "달", url: "/m.webp" }];
  expect(textParts({ ...plain, text: "10:30:00 :달::달:", emotes })).toEqual([
    { kind: "text", text: "10:30:00 " },
    { kind: "emote", text: ":달:", url: "/m.webp" },
    { kind: "emote", text: ":달:", url: "/m.webp" },
  ]);
});

test("a name made of signs of a pattern is a name", () => {
  const odd = { id: id(3), displayName: "(.*)+" };
  expect(textParts({ ...plain, text: "hi @(.*)+!", mentions: [odd] })[1]).toEqual({
    kind: "mention",
    text: "@(.*)+",
    person: odd,
  });
});

test("whatever is written, no letter is lost", () => {
  const piece = fc.constantFrom("@Ann", ":달:", "https://a.kr/x", " ", ":", "@", "가나다", "😀", ".");
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      const parts = textParts({ text, links: true, mentions: [ann], emotes: [{ code: "달", url: "/m" }] });
      return parts.map((part) => part.text).join("") === text;
    }),
  );
});

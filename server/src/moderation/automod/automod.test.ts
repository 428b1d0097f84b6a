import { calmAutomod } from "@showdrop/shared";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileAutomod } from "./judge-line.ts";
import { readLetters, skeletonOf } from "./letters.ts";
import { likenessOf } from "./likeness.ts";
import { hasLink } from "./links.ts";
import { compileWordList, readText } from "./word-list.ts";

const strict = compileAutomod({
  ...calmAutomod,
  words: {
    hold: ["바보", "b*d*g*", "*ab*cd*", "a*a*a*b", "*a*", "buy followers"],
    refuse: [],
    allow: ["badge"],
  },
  builtIn: {
    ...{ profanity: "hold", insults: "hold", slurs: "hold", sexual: "hold", violence: "hold", scams: "hold" },
  },
  ...{ links: "hold", caps: "hold", repetition: "hold" },
});
const finds = (entries: string[], text: string, allow: string[] = []): string | null =>
  compileWordList(entries).find(readText(text), compileWordList(allow));

/** Letters, marks, signs and Korean in any mixture, well-formed or not. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom(..."바보시발ㅂㅏㅂㅗㅅㅋ1!$@ .*-aàАidiot\u200b\u0301\u1107"),
    maxLength: 80,
  }),
);

describe("whatever somebody writes", () => {
  test("is judged without an error, by any list", () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 5 }), (text, entries) => {
        expect(["allow", "hold", "refuse"]).toContain(strict({ text, before: [text] }).action);
        compileWordList(entries).find(readText(text));
        hasLink(text);
        likenessOf(text);
      }),
    );
  });

  test("has a skeleton that is its own skeleton", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const skeleton = skeletonOf(text);
        expect(skeletonOf(skeleton)).toBe(skeleton);
      }),
    );
  });

  test("gives letters that are Latin, Korean or digits, and nothing else", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { is } of readLetters(text)) expect(is).toMatch(/^[a-z0-9ㄱ-ㅣ]$/u);
      }),
    );
  });

  test("finds a plain word in itself, wherever it stands between others", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 3, maxLength: 10 });
    fc.assert(
      fc.property(word, word, word, (one, two, three) => {
        expect(finds([two], `${one} ${two} ${three}`)).toBe(two);
        expect(finds([two], two.toUpperCase())).toBe(two);
      }),
    );
  });
});

test.each([
  ["a".repeat(100_000)],
  ["a ".repeat(50_000)],
  ["ab".repeat(50_000)],
  [`${"a".repeat(50_000)}b`],
  ["ㅂ ㅏ ".repeat(25_000)],
  [" ".repeat(100_000)],
  [`${" ".repeat(50_000)}(`],
  [".".repeat(100_000)],
  ["1.".repeat(50_000)],
  ["\u0301".repeat(100_000)],
  ["ﷺ".repeat(20_000)],
])("a hostile input comes to an end (%#)", (text) => {
  strict({ text, before: [text.slice(0, 1000)] });
  hasLink(text);
  skeletonOf(text);
});

test("wildcards, phrases and exceptions do what they say", () => {
  expect(finds(["bad"], "badge")).toBeNull();
  expect(finds(["bad*"], "badge")).toBe("bad*");
  expect(finds(["*bad"], "superbad")).toBe("*bad");
  expect(finds(["*bad*"], "superbadly")).toBe("*bad*");
  expect(finds(["b*d"], "bread")).toBe("b*d");
  expect(finds(["b*d"], "bread crumbs and")).toBe("b*d");
  expect(finds(["bad*"], "badge bad", ["badge"])).toBe("bad*");
  expect(finds(["bad*"], "badge", ["badge"])).toBeNull();
  expect(finds(["free gift"], "a free gift for you")).toBe("free gift");
  expect(finds(["free gift"], "free of charge, a gift")).toBeNull();
  expect(finds(["계좌 이체"], "계좌이체로 부탁해요")).toBe("계좌 이체");
  expect(finds(["ㅅㅂ"], "수박")).toBeNull();
  expect(finds(["ㅅㅂ"], "옷방")).toBeNull();
  expect(finds(["18"], "18")).toBe("18");
  expect(finds(["18"], "18시, 18,000원, 180")).toBeNull();
});

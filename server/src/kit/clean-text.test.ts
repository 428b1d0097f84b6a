import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText } from "./clean-text.ts";

test.each([
  ["plain words stay", "Is it still in stock?", "Is it still in stock?"],
  ["other scripts stay", "안녕하세요 สวัสดี שָׁלוֹם Việt", "안녕하세요 สวัสดี שָׁלוֹם Việt".normalize("NFKC")],
  ["Korean laughter and tears stay", "예뻐요 ㅎㅎ ㅋㅋㅋ ㅠㅠ", "예뻐요 ㅎㅎ ㅋㅋㅋ ㅠㅠ"],
  ["families, flags and keycaps stay", "👩‍👩‍👧 🇰🇷 1️⃣ ❤️", "👩‍👩‍👧 🇰🇷 1️⃣ ❤️"],
  ["HTML is text", "<b onclick=x>hi</b>", "<b onclick=x>hi</b>"],
  ["zero-width characters go", "f​r‌e‍e⁠", "free"],
  ["bidirectional overrides go", "pay ‮100‬ now⁦!⁩", "pay 100 now!"],
  ["compatibility letters become plain", "Ｆｒｅｅ ｍ𝐨𝐧𝐞𝐲", "Free money"],
  ["towers of marks are cut", `Z${"\u0335".repeat(40)}algo`, `Z${"\u0335".repeat(3)}algo`],
  ["white space collapses", "  a \n\n\t b    c ", "a b c"],
  ["controls go", "a\u0000b\u001bc", "abc"],
  ["nothing to read is empty", "​ ⠀ㅤ\u0301 ", ""],
])("%s", (_, given, clean) => {
  expect(cleanText(given)).toBe(clean);
});

test("what is clean stays as it is, and nothing invisible or towering is left", () => {
  const nasty = fc.constantFrom("​", "‮", "\u0301", "\u0335", "ᅠ", "﷽", "‍", "️", "👩", " ", "\n");
  fc.assert(
    fc.property(fc.array(fc.oneof(nasty, fc.string({ unit: "binary" })), { maxLength: 30 }), (parts) => {
      const clean = cleanText(parts.join(""));
      expect(cleanText(clean)).toBe(clean);
      expect(clean).not.toMatch(/[\p{Cc}\u200B\u200C\u202A-\u202E\u2066-\u2069]|\p{M}{4}|\s\s|^\s|\s$/u);
    }),
  );
});

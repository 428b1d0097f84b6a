import { expect, test } from "vitest";
import { ordinary } from "../discovery/link-preview.ts";
import { pageHead, stylesOf, withDrawing } from "./page-head.ts";

const origin = new URL("https://shop.example");

test("the picture that a page shows first is asked for in its head, in the sizes that the page asks for", () => {
  const head = pageHead(
    { ...ordinary, first: { url: "/uploads/a1.webp", width: 1000, sizes: "(min-width: 40rem) 50vw, 100vw" } },
    origin,
  );
  expect(head).toContain(
    '<link rel="preload" as="image" fetchpriority="high" href="/uploads/a1.webp" ' +
      'imagesrcset="/uploads/a1.w320.webp 320w, /uploads/a1.w640.webp 640w, /uploads/a1.w960.webp 960w, /uploads/a1.webp 1000w" ' +
      'imagesizes="(min-width: 40rem) 50vw, 100vw" />',
  );
  expect(pageHead(ordinary, origin)).not.toContain("preload");
});

test("what people wrote stays text", () => {
  const head = pageHead({ ...ordinary, title: 'Tea </title><script>alert("1")</script>' }, origin);
  expect(head).not.toContain("<script>");
  expect(head).toContain("&lt;script&gt;alert(&quot;1&quot;)");
});

test("a drawn page shows before its style sheet and its scripts have come; what it asked stays text", () => {
  const page = `<html lang="en"><head><script>first()</script>
    <link rel="modulepreload" crossorigin href="/assets/a.js">
    <script type="module" crossorigin src="/assets/b.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/c.css"></head><body><div id="root"></div></body></html>`;
  const drawn = { html: "<h1>$& tea</h1>", answers: [{ title: "</script><script>" }] };
  expect(stylesOf(page)).toBe("assets/c.css");
  const calm = withDrawing(page, drawn, { language: "ko", styles: "a{content:'$&'}", urgent: false });
  expect(calm).toContain('<html lang="ko">');
  expect(calm).toContain("<style>a{content:'$&'}</style>");
  expect(calm).toContain('<link rel="stylesheet" crossorigin href="/assets/c.css" media="not all">');
  expect(calm).toContain('<link rel="modulepreload" fetchpriority="low" crossorigin href="/assets/a.js">');
  expect(calm).toContain('<script type="module" fetchpriority="low" crossorigin src="/assets/b.js">');
  expect(calm).toContain('<div id="root"><h1>$& tea</h1></div>');
  expect(calm).toContain('[{"title":"\\u003c/script>\\u003cscript>"}]');
  expect(withDrawing(page, drawn, { language: "en", styles: "", urgent: true })).not.toContain(
    "fetchpriority",
  );
});

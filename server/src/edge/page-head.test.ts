import { expect, test } from "vitest";
import { ordinary } from "../discovery/link-preview.ts";
import { pageHead } from "./page-head.ts";

const origin = new URL("https://shop.example");

test("the picture that a page shows first is asked for in its head, in the sizes that the page asks for", () => {
  const head = pageHead(
    { ...ordinary, first: { url: "/uploads/a1.webp", width: 1000, sizes: "(min-width: 40rem) 50vw, 100vw" } },
    origin,
  );
  expect(head).toContain(
    '<link rel="preload" as="image" fetchpriority="high" href="/uploads/a1.webp" ' +
      'imagesrcset="/uploads/a1.w320.webp 320w, /uploads/a1.w640.webp 640w, /uploads/a1.webp 1000w" ' +
      'imagesizes="(min-width: 40rem) 50vw, 100vw" />',
  );
  expect(pageHead(ordinary, origin)).not.toContain("preload");
});

test("what people wrote stays text", () => {
  const head = pageHead({ ...ordinary, title: 'Tea </title><script>alert("1")</script>' }, origin);
  expect(head).not.toContain("<script>");
  expect(head).toContain("&lt;script&gt;alert(&quot;1&quot;)");
});

import { expect, test } from "vitest";
import { sizedUrl, srcSetOf } from "./pictures.ts";

test("a picture is offered in the sizes below its own, and in its own", () => {
  expect(srcSetOf("/uploads/a1.webp", 1000)).toBe(
    "/uploads/a1.w320.webp 320w, /uploads/a1.w640.webp 640w, /uploads/a1.w960.webp 960w, /uploads/a1.webp 1000w",
  );
  expect(srcSetOf("/uploads/a1.webp", 300)).toBe("");
});

test("one whose width nobody knows is offered in all sizes", () => {
  expect(srcSetOf("/uploads/a1.webp", null)).toBe(
    "/uploads/a1.w320.webp 320w, /uploads/a1.w640.webp 640w, /uploads/a1.w960.webp 960w, /uploads/a1.w1280.webp 1280w",
  );
});

test("what was not uploaded here has one size", () => {
  expect(sizedUrl("https://cdn.example/a1.webp", 320)).toBeNull();
  expect(srcSetOf("/icon.svg", null)).toBe("");
});

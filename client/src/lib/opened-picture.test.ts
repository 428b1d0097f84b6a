import { afterEach, expect, test } from "vitest";
import { openedPicture } from "./opened-picture.ts";

afterEach(() => document.head.replaceChildren());

const head = (...links: string[]) => document.head.insertAdjacentHTML("beforeend", links.join(""));
const canonical = '<link rel="canonical" href="https://shop.example/shows/1" />';
const picture = '<link rel="preload" as="image" href="/uploads/a.webp" />';

test("the picture in the head is that of the page which was opened, and of no page gone to since", () => {
  head(canonical, picture);
  expect(openedPicture("/shows/1")).toBe("/uploads/a.webp");
  expect(openedPicture("/shows/2")).toBeNull();
});

test("a page may be opened without one", () => {
  head(canonical);
  expect(openedPicture("/shows/1")).toBeNull();
  document.head.replaceChildren();
  expect(openedPicture("/shows/1")).toBeNull();
});

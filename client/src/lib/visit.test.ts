import { CameFrom, Visit } from "@showdrop/shared";
import { expect, test } from "vitest";
import { cameFrom, passPage, visitNow } from "./visit.ts";

const show = "https://showdrop.test/shows/0123456789abcdef01234567";
const first = { referrer: "", previous: null };

test.each<[string, { referrer: string; previous: string | null }, CameFrom]>([
  ["", first, { kind: "direct" }],
  ["?from=mail", first, { kind: "own", page: "mail" }],
  ["?from=notification", { ...first, previous: "/" }, { kind: "own", page: "notification" }],
  ["?from=elsewhere", first, { kind: "direct" }],
  [
    "?utm_source=Instagram&utm_medium=Story",
    first,
    { kind: "campaign", source: "instagram", medium: "story" },
  ],
  ["?utm_source=%3Cscript%3E", first, { kind: "campaign", source: "script", medium: null }],
  ["?utm_source=%3D%3D&utm_medium=x", first, { kind: "direct" }],
  [`?utm_source=${"가".repeat(90)}`, first, { kind: "campaign", source: "가".repeat(40), medium: null }],
  [
    "",
    { referrer: "https://www.news.example/a?q=secret", previous: null },
    { kind: "site", host: "news.example" },
  ],
  ["", { referrer: "https://showdrop.test/@bowls", previous: null }, { kind: "own", page: "shop" }],
  ["", { referrer: "https://news.example/", previous: "/" }, { kind: "own", page: "home" }],
  ["", { referrer: "", previous: "/search" }, { kind: "own", page: "search" }],
  ["", { referrer: "", previous: "/products/1" }, { kind: "own", page: "product" }],
  ["", { referrer: "", previous: "/sign-in" }, { kind: "own", page: "other" }],
  ["", { referrer: "android-app://com.example/", previous: null }, { kind: "site", host: "com.example" }],
])("whoever comes by %j and %j", (search, way, expected) => {
  const from = cameFrom(`${show}${search}`, way);
  expect(from).toEqual(expected);
  expect(CameFrom.parse(from)).toEqual(expected);
});

test("a browser is the same one on every visit, and what it says the contract takes", () => {
  passPage("/");
  passPage("/shows/1");
  const visit = Visit.parse(visitNow());
  expect(visit.from).toEqual({ kind: "own", page: "home" });
  expect(visitNow().visitor).toBe(visit.visitor);
  expect(localStorage.getItem("showdrop.visitor")).toBe(visit.visitor);
});

test("a browser that asks not to be followed does not say where its person came from", () => {
  Object.defineProperty(navigator, "globalPrivacyControl", { value: true, configurable: true });
  expect(visitNow().from).toEqual({ kind: "untold" });
  Reflect.deleteProperty(navigator, "globalPrivacyControl");
  Object.defineProperty(navigator, "doNotTrack", { value: "1", configurable: true });
  expect(visitNow().from).toEqual({ kind: "untold" });
  Reflect.deleteProperty(navigator, "doNotTrack");
});

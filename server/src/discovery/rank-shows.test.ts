import type { Show } from "@showdrop/shared";
import { expect, test } from "vitest";
import { type Candidate, NEW_SHOP_MS, rankShows } from "./rank-shows.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");
const moment = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
const old = new Date(now - NEW_SHOP_MS - 1);

const show = (title: string, more: Partial<Show> = {}): Show => ({
  ...{ id: title.padEnd(24, "0"), title, description: "", category: null, posterUrl: null, status: "live" },
  shop: { id: "0".repeat(24), handle: "clay", name: "Clay", avatarUrl: null },
  ...{ startsAt: moment(-10), startedAt: moment(-10), endedAt: null, pausedAt: null, hostAwaitedUntil: null },
  ...{ awaySince: null },
  ...{ viewers: 0, record: true, replay: false },
  ...more,
});
const one = (title: string, viewers: number, more: Partial<Candidate> = {}): Candidate => ({
  ...{ show: show(title, { viewers }), followed: false, saved: false, shopOpenedAt: old },
  ...more,
});
const order = (candidates: Candidate[]) =>
  rankShows(candidates, now).map(({ show: { title }, why }) => [title, ...why.map(({ kind }) => kind)]);

test("what is followed or saved stands first, then what most people watch", () => {
  expect(
    order([
      one("few", 2),
      one("many", 300),
      one("saved", 1, { saved: true }),
      one("followed", 5, { followed: true }),
      one("nobody", 0),
    ]),
  ).toEqual([
    ["followed", "followed", "watching"],
    ["saved", "saved", "watching"],
    ["many", "watching"],
    ["few", "watching"],
    ["nobody", "just-started"],
  ]);
});

test("every third place is for a new shop, and nobody loses their place to one that is there anyway", () => {
  const young = { shopOpenedAt: new Date(now - 1_000) };
  expect(
    order([
      ...[one("a", 90), one("b", 80), one("c", 70), one("d", 60), one("e", 50)],
      ...[one("young", 3, young), one("younger", 1, young)],
    ]),
  ).toEqual([
    ["a", "watching"],
    ["b", "watching"],
    ["young", "new-shop", "watching"],
    ["c", "watching"],
    ["d", "watching"],
    ["younger", "new-shop", "watching"],
    ["e", "watching"],
  ]);
  expect(order([one("a", 9), one("b", 8), one("c", 7)]).map(([title]) => title)).toEqual(["a", "b", "c"]);
});

test("a show whose host is away stands behind those that are on", () => {
  const away = one("away", 0, { show: show("away", { status: "paused", viewers: 500 }) });
  expect(order([away, one("on", 1)])).toEqual([
    ["on", "watching"],
    ["away", "paused"],
  ]);
});

test("what is to come is ordered by its start, new shop or not, what the person wants first", () => {
  const coming = (title: string, minutes: number, more: Partial<Candidate> = {}) =>
    one(title, 0, { show: show(title, { status: "scheduled", startsAt: moment(minutes) }), ...more });
  const ranked = rankShows(
    [
      ...[coming("late", 60), coming("soon", 10), coming("mine", 90, { followed: true })],
      ...[coming("later", 70), coming("young", 80, { shopOpenedAt: new Date(now) })],
    ],
    now,
  );
  expect(ranked.map(({ show: { title } }) => title)).toEqual(["mine", "soon", "late", "later", "young"]);
  expect(ranked[1]?.why).toEqual([{ kind: "starts", at: moment(10) }]);
});

test("the order of the input makes no difference", () => {
  const some = [one("a", 5), one("b", 5), one("c", 5), one("d", 1, { followed: true })];
  expect(order(some.toReversed())).toEqual(order(some));
});

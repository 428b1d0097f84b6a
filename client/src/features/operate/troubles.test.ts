import type { Operations } from "@showdrop/shared";
import { expect, test } from "vitest";
import { troublesOf } from "./troubles.ts";

const at = "2026-05-01T03:00:00.000Z";
const before = (minutes: number) => new Date(Date.parse(at) - minutes * 60_000).toISOString();
const compared = { variants: 1, entries: 1, drops: 1, orders: 1 };
const well: Operations = {
  now: at,
  reconciliation: { at: before(1), tookMs: 5, compared, differences: [], total: 0 },
  parts: { mongo: true, redis: true, otherServers: true },
  jobs: [{ name: "drops", everyMs: 1000, lastRanAt: before(0), tookMs: 1, failures: 0 }],
  leases: [],
  errands: { due: 1, oldestDueAt: before(1), dead: 0 },
  nodes: { living: 2, draining: 1 },
  showsOnAir: 3,
};
const kinds = (told: Partial<Operations>) => troublesOf({ ...well, ...told }).map(({ kind }) => kind);

test("where all is well, there is nothing to say", () => {
  expect(troublesOf(well)).toEqual([]);
});

test("what people notice now comes first", () => {
  expect(
    kinds({
      errands: { due: 7, oldestDueAt: before(30), dead: 2 },
      nodes: { living: 0, draining: 0 },
      parts: { mongo: true, redis: false, otherServers: true },
    }),
  ).toEqual(["redis", "nodesGone", "errandsLate", "errandsDead"]);
});

test("no media node is urgent only while a show is on", () => {
  const nodes = { living: 0, draining: 0 };
  expect(troublesOf({ ...well, nodes })).toEqual([{ kind: "nodesGone", count: 3, urgent: true }]);
  expect(troublesOf({ ...well, nodes, showsOnAir: 0 })).toMatchObject([{ urgent: false }]);
});

test("nodes that all stop, numbers that do not add up, and silence are told", () => {
  expect(kinds({ nodes: { living: 2, draining: 2 } })).toEqual(["nodesDraining"]);
  expect(
    kinds({ reconciliation: { at: before(11), tookMs: 5, compared, differences: [], total: 4 } }),
  ).toEqual(["differences", "stale"]);
  expect(kinds({ reconciliation: null })).toEqual(["neverCompared"]);
});

import { refuse } from "@showdrop/shared";
import { expect, test } from "vitest";
import { backoff, idleLink, type LinkEvent, mayPass, nextLink, patience } from "./link.ts";

const after = (...events: LinkEvent[]) => events.reduce(nextLink, idleLink);
const banned = refuse("BANNED").error;

test("a lost connection is reconnecting only when it was open before", () => {
  expect(after({ type: "started" }, { type: "lost" }).phase).toBe("connecting");
  expect(after({ type: "started" }, { type: "opened" }, { type: "lost" }).phase).toBe("lost");
  expect(after({ type: "started" }, { type: "opened" }, { type: "lost" }, { type: "opened" }).phase).toBe(
    "open",
  );
});

test("what is closed stays closed, with its reason, until it is started anew", () => {
  const refused = after({ type: "started" }, { type: "refused", refusal: banned });
  expect(refused).toEqual({ phase: "closed", refusal: banned, closedBy: null });
  const ended = after({ type: "started" }, { type: "opened" }, { type: "closed", reason: "ended" });
  expect(ended).toEqual({ phase: "closed", refusal: null, closedBy: "ended" });
  expect([{ type: "lost" } as const, { type: "opened" } as const].reduce(nextLink, ended)).toEqual(ended);
  expect(nextLink(ended, { type: "started" })).toEqual({
    phase: "connecting",
    refusal: null,
    closedBy: null,
  });
});

test("nothing happens to a link that was never started", () => {
  expect(after({ type: "opened" }, { type: "stopped" })).toEqual(idleLink);
});

test("only refusals that pass by themselves are tried again", () => {
  expect(mayPass(refuse("MEDIA_UNAVAILABLE").error)).toBe(true);
  expect(mayPass(refuse("TOKEN_INVALID").error)).toBe(true);
  for (const code of ["BANNED", "SHOW_ENDED", "NOT_ALLOWED", "NOT_FOUND"] as const) {
    expect(mayPass(refuse(code).error)).toBe(false);
  }
});

test("a node may come back at any moment of the first seconds and is noticed within one", () => {
  for (const random of [0, 0.5, 1]) {
    let at = 0;
    for (let attempt = 0; at < 5_000; attempt += 1) {
      const wait = backoff(attempt, random);
      expect(wait).toBeLessThanOrEqual(1_000);
      expect(wait).toBeGreaterThanOrEqual(300);
      at += wait;
      // Only those who are lucky with every throw have used up their quick tries.
      if (attempt === 7) break;
    }
  }
});

test("later waits double, are spread, and have an end", () => {
  expect([8, 9, 10, 11, 12, 50].map((attempt) => backoff(attempt, 1))).toEqual([
    2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
  ]);
  expect(backoff(9, 0)).toBe(2_000);
});

test("only who came back quickly is waited for briefly", () => {
  expect(patience({ phase: "lost", attempt: 2 })).toBeLessThan(patience({ phase: "connecting", attempt: 0 }));
  expect(patience({ phase: "lost", attempt: 20 })).toBe(patience({ phase: "connecting", attempt: 0 }));
});

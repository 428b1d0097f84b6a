import { refuse } from "@showdrop/shared";
import { expect, test } from "vitest";
import { backoff, idleLink, type LinkEvent, mayPass, nextLink } from "./link.ts";

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

test("waits double, are spread, and have an end", () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => backoff(attempt, 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 8000, 8000,
  ]);
  expect(backoff(3, 0)).toBe(2000);
});

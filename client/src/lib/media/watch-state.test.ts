import { refuse } from "@showdrop/shared";
import { expect, test } from "vitest";
import { nextWatch, noWatch, refusalOf, viewOf, type WatchEvent } from "./watch-state.ts";

const after = (...events: WatchEvent[]) => events.reduce(nextWatch, noWatch);
const joined: WatchEvent[] = [{ type: "started" }, { type: "host", present: true }, { type: "opened" }];
const flowing: WatchEvent = { type: "flow", flowing: true };
const dry: WatchEvent = { type: "flow", flowing: false };

test("it connects, then plays", () => {
  expect(viewOf(noWatch)).toBe("connecting");
  expect(viewOf(after(...joined))).toBe("connecting");
  expect(viewOf(after(...joined, flowing))).toBe("playing");
});

test("a host who is not there yet is waited for", () => {
  const early = after({ type: "started" }, { type: "host", present: false }, { type: "opened" });
  expect(viewOf(early)).toBe("waiting-for-host");
  expect(viewOf([{ type: "host", present: true } as const, flowing].reduce(nextWatch, early))).toBe(
    "playing",
  );
});

test("a host who reloads is a reconnection, one who stays away is waited for", () => {
  const reloading = after(...joined, flowing, dry);
  expect(viewOf(reloading)).toBe("reconnecting");
  expect(viewOf(nextWatch(reloading, { type: "host", present: false }))).toBe("waiting-for-host");
});

test("a lost line is a reconnection, until it plays again", () => {
  const lost = after(...joined, flowing, dry, { type: "lost" });
  expect(viewOf(lost)).toBe("reconnecting");
  expect(viewOf([{ type: "opened" } as const, flowing].reduce(nextWatch, lost))).toBe("playing");
});

test("every end has its word, and only a refusal has something to say", () => {
  const refusedWith = (code: "BANNED" | "SHOW_ENDED" | "SHOW_NOT_LIVE") =>
    after({ type: "started" }, { type: "refused", refusal: refuse(code).error });
  expect(viewOf(after(...joined, { type: "closed", reason: "ended" }))).toBe("ended");
  expect(viewOf(after(...joined, { type: "closed", reason: "removed" }))).toBe("removed");
  expect(viewOf(refusedWith("BANNED"))).toBe("removed");
  expect(viewOf(refusedWith("SHOW_ENDED"))).toBe("ended");
  expect(viewOf(refusedWith("SHOW_NOT_LIVE"))).toBe("refused");
  expect(refusalOf(refusedWith("SHOW_ENDED"))).toBeNull();
  expect(refusalOf(refusedWith("SHOW_NOT_LIVE"))?.code).toBe("SHOW_NOT_LIVE");
});

test("a new start forgets the last", () => {
  expect(nextWatch(after(...joined, flowing), { type: "started" })).toEqual({
    ...noWatch,
    link: { phase: "connecting", refusal: null, closedBy: null },
  });
});

import type { ModerationEntry } from "@showdrop/shared";
import { expect, test } from "vitest";
import { sampleMessage } from "../watch/sample-show.ts";
import { goneBy, MOST_LINES, type ModLine, withChat } from "./mod-lines.ts";

const chat = (...numbers: number[]) => numbers.map((n) => sampleMessage(n));
const told = (lines: readonly ModLine[]) =>
  lines.map(({ message, state }) => `${message.text}${state === "gone" ? ", gone" : ""}`);

test("what is taken away stays where it was, marked, and is back when it is put back", () => {
  const first = withChat([], chat(1, 2, 3));
  const without = withChat(first, chat(1, 3, 4));
  expect(told(without)).toEqual(["message 1", "message 2, gone", "message 3", "message 4"]);
  expect(told(withChat(without, chat(1, 2, 3, 4)))).toEqual([
    ...["message 1", "message 2", "message 3", "message 4"],
  ]);
});

test("what a full chat let go of with time is no deletion, then or later; in one that is not full it is", () => {
  const first = withChat([], chat(1, 2, 3), 3);
  const aged = withChat(first, chat(2, 3, 4), 3);
  expect(told(aged)).toEqual(["message 1", "message 2", "message 3", "message 4"]);
  expect(told(withChat(aged, chat(2, 4), 3))).toEqual([
    ...["message 1", "message 2", "message 3, gone", "message 4"],
  ]);
  expect(told(withChat(first, chat(2, 3), 3))).toEqual(["message 1, gone", "message 2", "message 3"]);
  expect(told(withChat(first, [], 3))).toEqual(["message 1, gone", "message 2, gone", "message 3, gone"]);
});

test("the oldest lines are let go of in the end", () => {
  const many = Array.from({ length: MOST_LINES + 5 }, (_, n) => n + 1);
  const lines = withChat([], chat(...many));
  expect([lines.length, lines[0]?.message.text]).toEqual([MOST_LINES, "message 6"]);
});

test("who took a line away: by its own deletion or its author's ban", () => {
  const message = sampleMessage(1);
  const deed = (more: Partial<ModerationEntry>): ModerationEntry => ({
    id: "1".repeat(24),
    at: message.at,
    actor: { id: "2".repeat(24), displayName: "Jun" },
    action: "message:delete",
    person: message.author,
    messageId: message.id,
    reason: "",
    before: {},
    after: {},
    ...more,
  });
  const gone: ModLine = { message, state: "gone" };
  expect(goneBy(gone, [deed({})])?.actor?.displayName).toBe("Jun");
  expect(goneBy(gone, [deed({ action: "person:ban", messageId: null })])).not.toBeNull();
  expect(goneBy(gone, [deed({ messageId: sampleMessage(2).id })])).toBeNull();
  expect(goneBy({ message, state: "there" }, [deed({})])).toBeNull();
});

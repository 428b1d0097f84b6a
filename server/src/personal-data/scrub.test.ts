import { expect, test } from "vitest";
import { DELETED_NAME, GONE, idOf, scrub } from "./scrub.ts";

const userId = "5f0000000000000000000001";
const traces = {
  userId,
  displayName: "Ann",
  identifying: ["ann@example.com", "+82 10 1234 5678", "12 Insadong-gil"],
};

test("their name, their words and what identifies them go; others' stay", () => {
  const at = new Date();
  const entry = {
    at,
    showId: idOf(userId),
    data: {
      id: "m1",
      author: { id: "other", displayName: "Ann" },
      text: "@Ann write to ann@example.com about Annual reports",
      replyTo: { author: { id: userId, displayName: "Ann" }, text: "Where is mine?" },
      guests: [{ id: userId, displayName: "Ann", muted: true }],
      votes: 3,
    },
  };
  expect(scrub(entry, traces)).toEqual({
    at,
    showId: idOf(userId),
    data: {
      id: "m1",
      // Somebody else, who is called the same.
      author: { id: "other", displayName: "Ann" },
      text: `@${GONE} write to ${GONE} about Annual reports`,
      replyTo: { author: { id: userId, displayName: DELETED_NAME }, text: GONE },
      guests: [{ id: userId, displayName: DELETED_NAME, muted: true }],
      votes: 3,
    },
  });
});

test("where nothing of them stands, nothing changes", () => {
  const entry = { data: { author: { id: "other", displayName: "Bob" }, text: "Annual", list: [null, 1] } };
  expect(scrub(entry, traces)).toEqual(entry);
});

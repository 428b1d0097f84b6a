import { expect, it } from "vitest";
import { id, sampleMessage, sampleSnapshot } from "../watch/sample-show.ts";
import { inviteable } from "./inviteable.ts";

const names = (...given: Parameters<typeof inviteable>) =>
  inviteable(...given).map(({ displayName }) => displayName);

it("offers who wrote in the chat, the last first, each once, without hosts, guests and me", () => {
  const messages = [
    sampleMessage(1, 7),
    sampleMessage(2, 8),
    { ...sampleMessage(3, 9), role: "owner" as const },
    { ...sampleMessage(4, 10), role: "moderator" as const },
    sampleMessage(5, 7),
    sampleMessage(6, 11),
    sampleMessage(7, 12),
  ];
  const person = { id: id(11), displayName: "Viewer 11" };
  const guest = { person, status: "invited", muted: false, invitedBy: person } as const;
  const { stage } = sampleSnapshot();
  const show = { messages, stage: { ...stage, guests: [guest] } };
  expect(names(show, id(12))).toEqual(["Viewer 7", "Viewer 10", "Viewer 8"]);
  expect(names({ messages: [], stage }, undefined)).toEqual([]);
});

it("offers a dozen at a time", () => {
  const messages = Array.from({ length: 30 }, (_, i) => sampleMessage(i, 200 + i));
  const offered = names({ messages, stage: sampleSnapshot().stage }, undefined);
  expect([offered.length, offered[0]]).toEqual([12, "Viewer 229"]);
});

import { expect, test } from "vitest";
import { createDelivery } from "./delivery.ts";
import { eventFrame, wsFrame } from "./ws-frame.ts";

/** A room of lines that note what they were given. */
const roomOf = (size: number) => {
  const given = new Map(Array.from({ length: size }, (_, i) => [`s${i}`, [] as string[]]));
  const members = new Set(given.keys());
  const delivery = createDelivery({
    membersOf: () => members,
    lineOf: (id) => ({
      give: (frame) => void given.get(id)?.push(frame.toString()),
      isBehind: () => false,
      look: () => undefined,
    }),
  });
  const say = (text: string): void => delivery.toRoom("room", Buffer.from(text), "calm");
  return { given, members, say };
};
const turn = () => new Promise((resolve) => setImmediate(resolve));
const until = async (isDone: () => boolean): Promise<void> => {
  while (!isDone()) await turn();
};

test("everybody gets every frame once and in order, though frames come while others are being handed out", async () => {
  const { given, say } = roomOf(2_700);
  say("a");
  await turn();
  say("b");
  say("c");
  await turn();
  await turn();
  say("d");
  const all = [...given.values()];
  await until(() => all.every((frames) => frames.at(-1) === "d"));
  expect(new Set(all.map(String))).toEqual(new Set(["a,b,c,d"]));
  say("e");
  await until(() => all.every((frames) => frames.at(-1) === "e"));
  expect(new Set(all.map(String))).toEqual(new Set(["a,b,c,d,e"]));
});

test("frames that come faster than they can be handed out reach everybody once and in order too", async () => {
  const { given, say } = roomOf(950);
  const all = [...given.values()];
  const said = Array.from({ length: 60 }, (_, i) => `f${i}`);
  for (const [i, frame] of said.entries()) {
    say(frame);
    for (let turns = i % 4; turns > 0; turns--) await turn();
  }
  await until(() => all.every((frames) => frames.at(-1) === said.at(-1)));
  expect(new Set(all.map(String))).toEqual(new Set([said.join()]));
});

test("whoever leaves while a frame is handed out is given nothing more, and a small room does not wait", async () => {
  const { given, members, say } = roomOf(1_200);
  say("a");
  members.delete("s1199");
  say("b");
  await until(() => given.get("s1198")?.at(-1) === "b");
  expect(given.get("s1199")).toEqual([]);
  const small = roomOf(3);
  small.say("at once");
  expect([...small.given.values()]).toEqual([["at once"], ["at once"], ["at once"]]);
});

test("frames are the bytes of unmasked text messages, of any length", () => {
  expect(wsFrame("hé").toString("hex")).toBe(`8103${Buffer.from("hé").toString("hex")}`);
  expect(wsFrame("x".repeat(126)).subarray(0, 5).toString("hex")).toBe("817e007e78");
  expect(wsFrame("x".repeat(0x1_0000)).subarray(0, 11).toString("hex")).toBe("817f000000000001000078");
  expect(eventFrame("pulse", "{}").subarray(2).toString()).toBe('42["pulse",{}]');
});

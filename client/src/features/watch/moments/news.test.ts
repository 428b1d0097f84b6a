import type { ShowSnapshot } from "@showdrop/shared";
import { expect, test } from "vitest";
import { inSeconds, SAMPLE_NOW, sampleDrop, sampleHold, sampleSnapshot } from "../sample-show.ts";
import { known, newsSince } from "./news.ts";

/** All that is announced while a show goes through states, one a step of so many seconds. */
const announced = (steps: readonly { after: number; show: Partial<ShowSnapshot> }[]) => {
  const [first, ...more] = steps.map(({ after, show }) => ({
    show: sampleSnapshot(show),
    now: SAMPLE_NOW + after * 1000,
  }));
  if (!first) return [];
  let before = known(first.show, first.now);
  return more.flatMap(({ show, now }) => {
    const news = newsSince(before, show, now).map(({ kind }) => kind);
    before = known(show, now);
    return news;
  });
};

const stock = (available: number, held: number, sold: number) => ({ allocated: 2, available, held, sold });
const pooled = (available: number, held: number, sold: number) => {
  const drop = sampleDrop(20);
  return {
    stock: stock(available, held, sold),
    pools: drop.pools.map((pool) => ({ ...pool, stock: stock(available, held, sold) })),
  };
};

test("a drop is announced when it opens, when all are held, and when it is sold out, each once", () => {
  const open = sampleDrop(20, pooled(2, 0, 0));
  const held = sampleDrop(20, pooled(0, 2, 0));
  const gone = sampleDrop(20, { ...pooled(0, 0, 2), status: "sold_out" });
  const coming = sampleDrop(20, { status: "scheduled", opensAt: inSeconds(5) });
  const steps = [coming, coming, open, open, held, held, gone, gone];
  expect(announced(steps.map((drop, after) => ({ after, show: { drops: [drop] } })))).toEqual([
    ...["opened", "all-held", "sold-out"],
  ]);
});

test("my hold is announced, its last half minute once, and its end; nothing that was so when the page opened", () => {
  const drops = [sampleDrop(20)];
  const hold = sampleHold(60, { expiresAt: inSeconds(90) });
  const steps = [
    { after: 0, show: { drops } },
    ...[1, 30, 59, 60, 61, 80].map((after) => ({ after, show: { drops, holds: [hold] } })),
    { after: 90, show: { drops, holds: [{ ...hold, status: "expired" as const }] } },
    { after: 91, show: { drops, holds: [{ ...hold, status: "expired" as const }] } },
  ];
  expect(announced(steps)).toEqual(["held", "hurry", "hold-ended"]);
  expect(announced(steps.slice(4, 6))).toEqual([]);
});

test("a turn that came is announced as such, and a hold that was paid ends without a word", () => {
  const drops = [sampleDrop(20)];
  const hold = sampleHold(60, { expiresAt: inSeconds(90), offered: true });
  expect(
    announced([
      { after: 0, show: { drops } },
      { after: 1, show: { drops, holds: [hold] } },
      { after: 2, show: { drops, holds: [{ ...hold, status: "committed" }] } },
    ]),
  ).toEqual(["your-turn"]);
});

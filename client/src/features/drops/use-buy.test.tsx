import { refuse } from "@showdrop/shared";
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { serve } from "../../testing/serve.ts";
import { id, sampleDrop, sampleHold } from "../watch/sample-show.ts";
import { useBuy } from "./use-buy.ts";

const drop = sampleDrop(10);

/** Presses Buy as often as there are answers. @returns the key that each request carried */
const pressFor = async (answers: { status?: number; json: unknown }[]): Promise<unknown[]> => {
  const left = [...answers];
  const seen = await serve(() => left.shift() ?? "hang up");
  const { result } = renderHook(() => useBuy(() => {}));
  for (const _ of answers)
    await act(async () => {
      await result.current.place(drop, id(51), 1);
    });
  return seen.map(({ headers }) => headers["idempotency-key"]);
};

test("after a pause of sales the next press carries the same key: the units may be held already", async () => {
  const [first, second] = await pressFor([
    { status: 503, json: { error: refuse("SALES_PAUSED").error } },
    { json: sampleHold(20) },
  ]);
  expect(first).toBeDefined();
  expect(second).toBe(first);
});

test("after an answer that decides, the next press is a new attempt", async () => {
  const [first, second] = await pressFor([
    { status: 409, json: { error: refuse("DROP_ALL_HELD").error } },
    { json: sampleHold(20) },
  ]);
  expect(first).toBeDefined();
  expect(second).not.toBe(first);
});

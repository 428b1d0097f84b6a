import { expect, test } from "vitest";
import { Unavailable } from "./errors.ts";
import { createTurns } from "./turns.ts";

test("work of one key is done one after the other, of another key at once, also after a failure", async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = inTurn(["a"], async () => {
    await gate;
    done.push("first");
    throw new Error("went wrong");
  });
  const second = inTurn(["a"], async () => {
    done.push("second");
    return 2;
  });
  await inTurn(["b"], async () => {
    done.push("other");
  });
  expect(done).toEqual(["other"]);
  open();
  await expect(first).rejects.toThrow("went wrong");
  expect(await second).toBe(2);
  expect(done).toEqual(["other", "first", "second"]);
});

test("work of two keys waits for both, and whoever comes later for either waits for it", async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const step = (name: string) => async () => void done.push(name);
  const begun = [
    inTurn(["a"], () => gates[0].promise.then(step("a"))),
    inTurn(["b"], () => gates[1].promise.then(step("b"))),
    inTurn(["b", "a"], step("both")),
    inTurn(["a"], step("after")),
  ];
  gates[1].resolve();
  await begun[1];
  expect(done).toEqual(["b"]);
  gates[0].resolve();
  await Promise.all(begun);
  expect(done).toEqual(["b", "a", "both", "after"]);
});

test("a turn that comes too late is refused, and nothing is done", async () => {
  const inTurn = createTurns({ waitAtMostMs: -1 });
  let isDone = false;
  const late = inTurn(["a"], async () => {
    isDone = true;
  });
  await expect(late).rejects.toThrow(Unavailable);
  expect(isDone).toBe(false);
});

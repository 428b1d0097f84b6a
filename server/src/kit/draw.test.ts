import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawOrder, newEntrantId, newSeed } from "./draw.ts";

const drawId = "0123456789abcdef01234567";
const seed = "5a".repeat(32);
const commit = createHash("sha256").update(Buffer.from(seed, "hex")).digest("hex");
const entrantIds = fc.uniqueArray(
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString("hex")),
  { maxLength: 30 },
);

test("the order is the one that the steps on paper give", () => {
  const entrants = ["1", "2", "3", "4"].map((digit) => digit.repeat(32));
  // Worked out with Python's hashlib and hmac, by the steps of the decision.
  expect(drawOrder({ drawId, seed, commit, entrants }).map(([digit]) => digit)).toEqual(["4", "2", "1", "3"]);
});

test("the same entrants come in the same order, however they are passed, and each of them once", () => {
  fc.assert(
    fc.property(entrantIds, fc.infiniteStream(fc.nat()), (entrants, shuffle) => {
      const order = drawOrder({ drawId, seed, commit, entrants });
      const other = entrants
        .map((id) => ({ id, at: shuffle.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ id }) => id);
      expect(drawOrder({ drawId, seed, commit, entrants: other })).toEqual(order);
      expect(order.toSorted()).toEqual(entrants.toSorted());
    }),
  );
});

test("another seed, another draw and another list give another order", () => {
  const entrants = Array.from({ length: 30 }, newEntrantId);
  const order = drawOrder({ drawId, seed, commit, entrants });
  expect(drawOrder({ drawId, ...newSeed(), entrants })).not.toEqual(order);
  expect(drawOrder({ drawId: drawId.replace("0", "1"), seed, commit, entrants })).not.toEqual(order);
  const [, ...fewer] = entrants;
  expect(drawOrder({ drawId, seed, commit, entrants: fewer })).not.toEqual(
    order.filter((id) => id !== entrants[0]),
  );
});

test("everybody has the same chance, wherever they stand in the list", () => {
  const entrants = Array.from({ length: 8 }, (_, i) => String(i).repeat(32));
  const won = entrants.map(() => 0);
  const draws = 4_000;
  for (let i = 0; i < draws; i++) {
    const seedOf = createHash("sha256").update(`draw ${i}`).digest("hex");
    const commitOf = createHash("sha256").update(Buffer.from(seedOf, "hex")).digest("hex");
    const [first] = drawOrder({ drawId, seed: seedOf, commit: commitOf, entrants });
    const at = entrants.indexOf(first ?? "");
    won[at] = (won[at] ?? 0) + 1;
  }
  // Chi-squared with 7 degrees of freedom is below 24.3 in 999 of 1,000 fair cases; these seeds are always the same.
  const expected = draws / entrants.length;
  expect(won.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)).toBeLessThan(24.3);
});

test("a seed that is not the one committed to is never used", () => {
  const { commit: otherCommit } = newSeed();
  expect(() => drawOrder({ drawId, seed, commit: otherCommit, entrants: [] })).toThrow(
    "the seed is not the one that was published",
  );
});

describe("scripts/verify-draw.mjs", () => {
  const script = new URL("../../../scripts/verify-draw.mjs", import.meta.url).pathname;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "draw-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  // Always the same: of some lists the order without somebody begins by chance as it does with them.
  const entrants = Array.from({ length: 9 }, (_, i) => String(i + 1).repeat(32));
  const order = drawOrder({ drawId, seed, commit, entrants });
  const [gone = "", ...winners] = order.slice(0, 3);
  const proof = { drawId, commit, seed, entrants, winners, passedOver: [gone] };

  const verify = async (given: unknown, ...more: string[]) => {
    const file = join(folder, "proof.json");
    await writeFile(file, JSON.stringify(given));
    return new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile(process.execPath, [script, file, ...more], (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, said: stdout + stderr }),
      );
    });
  };

  test("finds a true draw in order, with the commit that was noted and one's own entry", async () => {
    const checked = await verify(proof, "--commit", commit, "--entrant", order[4] ?? "");
    expect(checked).toEqual({ code: 0, said: expect.stringContaining("as it should be") });
    expect(checked.said).toContain("5. of 9");
  });

  const lies: [string, unknown, string[], string][] = [
    ["another seed", { ...proof, seed: "5b".repeat(32) }, [], "The seed is not the one"],
    ["another winner", { ...proof, winners: [winners[0], order[8]] }, [], "not the first of the order"],
    ["a winner who was passed over for nobody", { ...proof, passedOver: [order[8]] }, [], "not the first"],
    ["somebody taken out of the list", { ...proof, entrants: entrants.slice(1) }, [], "not the first"],
    [
      "somebody twice",
      { ...proof, entrants: [entrants[0], ...entrants] },
      [],
      "not sorted, or has somebody twice",
    ],
    ["a commit that was changed afterwards", proof, ["--commit", "0".repeat(64)], "not what you noted"],
    ["an entry that is missing", proof, ["--entrant", "0".repeat(32)], "Your entry is not in the list"],
  ];
  test.each(lies)("finds %s", async (_, lie, more, why) => {
    expect(await verify(lie, ...more)).toEqual({ code: 1, said: expect.stringContaining(why) });
  });

  test("says when it is no proof at all", async () => {
    expect(await verify({ drawId })).toEqual({ code: 2, said: expect.stringContaining("not the proof") });
  });
});

import type { DrawProof } from "@showdrop/shared";
import { expect, test } from "vitest";
import { verifyDraw } from "./verify-draw.ts";

/** Worked out with Python's hashlib and hmac, by the steps of the decision. */
const proof: DrawProof = {
  drawId: "0123456789abcdef01234567",
  seed: "5a".repeat(32),
  commit: "60bf07c488aad18fda339df07e4fbc47b4f00be71711936f18d04d352ad01890",
  entrants: ["1", "2", "3", "4"].map((digit) => digit.repeat(32)),
  winners: ["2".repeat(32)],
  passedOver: ["4".repeat(32)],
};
const nothing = { noted: null, mine: null };
const fine = { seed: true, noted: null, list: true, mine: null, winners: true };

test("a true draw is found in order, with what this page noted and my own entry", async () => {
  expect(await verifyDraw(proof, nothing)).toEqual(fine);
  expect(await verifyDraw(proof, { noted: proof.commit, mine: "3".repeat(32) })).toEqual({
    ...fine,
    noted: true,
    mine: true,
  });
  expect(await verifyDraw({ ...proof, entrants: [], winners: [], passedOver: [] }, nothing)).toEqual(fine);
});

const lies: [keyof typeof fine, Partial<DrawProof>][] = [
  ["seed", { seed: "5b".repeat(32) }],
  ["seed", { commit: "0".repeat(64) }],
  ["list", { entrants: [...proof.entrants, "1".repeat(32)] }],
  ["winners", { winners: ["1".repeat(32)] }],
  ["winners", { passedOver: ["3".repeat(32)] }],
  ["winners", { passedOver: ["2".repeat(32)] }],
  ["winners", { winners: ["2".repeat(32), "5".repeat(32)] }],
];
test.each(lies)("a lie about the %s is found: %j", async (what, lie) => {
  expect((await verifyDraw({ ...proof, ...lie }, nothing))[what]).toBe(false);
});

test("a commit that was changed afterwards and an entry that was left out are found", async () => {
  expect(await verifyDraw(proof, { noted: "0".repeat(64), mine: "9".repeat(32) })).toEqual({
    ...fine,
    noted: false,
    mine: false,
  });
});

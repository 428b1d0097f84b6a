#!/usr/bin/env node
/**
 * Checks a draw, with nothing of Showdrop's own code: what docs/decisions/0014-a-draw-that-anybody-can-check.md says,
 * written a second time.
 *
 *   node scripts/verify-draw.mjs proof.json                        a proof that was saved
 *   node scripts/verify-draw.mjs https://…/api/giveaways/ID/proof  one that is fetched
 *   … --commit HEX      the commit you noted when the giveaway opened
 *   … --entrant HEX     the number of your own entry
 *
 * Ends with 0 when the draw is as it should be, 1 when it is not, 2 when it cannot be read.
 */
import { createHash, createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

const { values: noted, positionals } = parseArgs({
  allowPositionals: true,
  options: { commit: { type: "string" }, entrant: { type: "string" } },
});
const [from] = positionals;

const stop = (code, text) => {
  console.error(text);
  process.exit(code);
};
const sha256 = (data) => createHash("sha256").update(data).digest("hex");

const read = async () => {
  if (!from) throw new Error("name a file or an address");
  if (!/^https?:/.test(from)) return JSON.parse(await readFile(from, "utf8"));
  const response = await fetch(from);
  if (!response.ok) throw new Error(`${from} answered ${response.status}`);
  return response.json();
};

const proof = await read().catch((error) => stop(2, `The proof cannot be read: ${error.message}`));
const { drawId, commit, seed, entrants, winners, passedOver } = proof;
if (![drawId, commit, seed].every((text) => typeof text === "string") || !/^[0-9a-f]{64}$/.test(seed))
  stop(2, "This is not the proof of a draw.");
for (const ids of [entrants, winners, passedOver])
  if (!Array.isArray(ids) || !ids.every((id) => /^[0-9a-f]{32}$/.test(id)))
    stop(2, "This is not the proof of a draw.");

const key = Buffer.from(seed, "hex");
const wrong = [];
if (sha256(key) !== commit) wrong.push("The seed is not the one whose SHA-256 was published.");
if (noted.commit !== undefined && noted.commit !== commit)
  wrong.push("What was published is not what you noted.");
if (entrants.some((id, i) => i > 0 && id <= entrants[i - 1]))
  wrong.push("The list of entries is not sorted, or has somebody twice.");
if (noted.entrant !== undefined && !entrants.includes(noted.entrant))
  wrong.push("Your entry is not in the list.");

const list = sha256(entrants.join("\n"));
const order = entrants
  .map((id) => [createHmac("sha256", key).update(`${drawId}\n${list}\n${id}`).digest("hex"), id])
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, id]) => id);
// Those who won and those who were passed over are, together, the first of the order.
const called = new Set([...winners, ...passedOver]);
if (called.size !== winners.length + passedOver.length) wrong.push("Somebody is named twice in the result.");
if (order.slice(0, called.size).some((id) => !called.has(id)))
  wrong.push("The winners are not the first of the order that the seed gives.");

if (wrong.length > 0) stop(1, wrong.join("\n"));
console.log(`This draw is as it should be: ${entrants.length} entries, ${winners.length} won.`);
if (noted.entrant !== undefined)
  console.log(`Your entry came ${order.indexOf(noted.entrant) + 1}. of ${order.length}.`);

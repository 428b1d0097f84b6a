#!/usr/bin/env node
/**
 * Checks a draw, of a giveaway or of a drop's fair start, with nothing of Showdrop's own code: what
 * docs/decisions/0014-a-draw-that-anybody-can-check.md and 0019-a-fair-start.md say, written a second time.
 *
 *   node scripts/verify-draw.mjs proof.json                        a proof that was saved
 *   node scripts/verify-draw.mjs https://…/api/giveaways/ID/proof  one that is fetched
 *   node scripts/verify-draw.mjs https://…/api/drops/ID/draw       one of a drop
 *   … --receipts FROM   of a drop, its log (…/api/drops/ID/receipts): also who was served, and when
 *   … --commit HEX      the commit you noted when the giveaway or the drop was announced
 *   … --entrant HEX     the number of your own entry
 *
 * Ends with 0 when the draw is as it should be, 1 when it is not, 2 when it cannot be read.
 */
import { createHash, createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

const { values: noted, positionals } = parseArgs({
  allowPositionals: true,
  options: { commit: { type: "string" }, entrant: { type: "string" }, receipts: { type: "string" } },
});
const [from] = positionals;

const stop = (code, text) => {
  console.error(text);
  process.exit(code);
};
const sha256 = (data) => createHash("sha256").update(data).digest("hex");

const read = async (source) => {
  if (!source) throw new Error("name a file or an address");
  if (!/^https?:/.test(source)) return JSON.parse(await readFile(source, "utf8"));
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source} answered ${response.status}`);
  return response.json();
};
/** A drop's log comes in parts. */
const readLog = async (source) => {
  const log = [];
  for (let part = source; part; ) {
    const { items, next } = await read(part);
    log.push(...items);
    part = next !== null && /^https?:/.test(source) ? `${source}?after=${next}` : null;
  }
  return log;
};

const proof = await read(from).catch((error) => stop(2, `The proof cannot be read: ${error.message}`));
// A drop serves everybody in the order that is drawn; a giveaway names the first of it.
const { drawId, commit, seed, entrants, order: served, winners = served, passedOver = [] } = proof;
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

if (served !== undefined && served.join() !== order.join())
  wrong.push("The order in which people were served is not the one that the seed gives.");

/** Follows a drop's log: who entered before the draw was in it, and nobody was served before their turn. */
const checkLog = (log) => {
  const lines = new Map();
  const lineOf = (variantId) => lines.get(variantId) ?? lines.set(variantId, []).get(variantId);
  const drawn = log.filter(({ kind }) => kind === "drawn").map(({ entry }) => entry);
  const first = log.findIndex(({ kind }) => kind === "drawn");
  const left = new Set(
    log
      .slice(0, Math.max(0, first))
      .filter(({ kind }) => kind === "left")
      .map(({ entry }) => entry),
  );
  if (drawn.join() !== order.filter((id) => !left.has(id)).join())
    wrong.push("The log does not give the places in the order that the seed gives.");
  for (const [index, { seq, kind, variantId, entry }] of log.entries()) {
    if (seq !== index + 1) return wrong.push(`Entry ${index + 1} of the log is missing.`);
    const line = lineOf(variantId);
    const at = line.indexOf(entry);
    if (kind === "drawn" || (kind === "queued" && index > first)) line.push(entry);
    if (kind === "left" && at >= 0) line.splice(at, 1);
    if (kind === "offered") {
      if (at > 0) wrong.push(`Entry ${seq} of the log serves somebody before their turn.`);
      if (at >= 0) line.splice(at, 1);
    }
  }
};
if (noted.receipts !== undefined)
  checkLog(
    await readLog(noted.receipts).catch((error) => stop(2, `The log cannot be read: ${error.message}`)),
  );

if (wrong.length > 0) stop(1, wrong.join("\n"));
console.log(
  served === undefined
    ? `This draw is as it should be: ${entrants.length} entries, ${winners.length} won.`
    : `This draw is as it should be: ${entrants.length} entries, served in the order that the seed gives.`,
);
if (noted.entrant !== undefined)
  console.log(`Your entry came ${order.indexOf(noted.entrant) + 1}. of ${order.length}.`);

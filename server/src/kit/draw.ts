import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { Fault } from "./errors.ts";

/** A secret and what is published of it before anybody takes part; both as lower-case hex digits. */
export interface Seed {
  /** 32 random bytes. Told to nobody before the draw. */
  seed: string;
  /** SHA-256 of the seed's bytes. */
  commit: string;
}

const commitTo = (seed: string): string =>
  createHash("sha256").update(Buffer.from(seed, "hex")).digest("hex");

/** The seed of a draw to come. Keep it before its commit is published: a draw whose seed is lost cannot be held. */
export const newSeed = (): Seed => {
  const seed = randomBytes(32).toString("hex");
  return { seed, commit: commitTo(seed) };
};

/**
 * Whom a draw knows one entry by: a random UUID's 32 hex digits, which say nothing of the person. Node draws UUIDs' bits
 * many at a time: in a rush, asking the system for each costs more than all else that is done with them.
 */
export const newEntrantId = (): string => randomUUID().replaceAll("-", "");

/**
 * Puts those who take part into the order that the seed gives them: the first ones win, or are served first, and the next
 * one stands in for whoever falls out. The same seed and the same entrants give the same order, in whatever order they
 * are passed. The steps are written down for anybody to repeat in docs/decisions/0014-a-draw-that-anybody-can-check.md.
 * @param drawId what the draw is about, so that one seed would give another order elsewhere
 * @param entrants ids without repetition
 * @throws {Fault} when the seed is not the one that was committed to: nothing else than what was published is ever revealed
 */
export const drawOrder = ({
  drawId,
  seed,
  commit,
  entrants,
}: Seed & { drawId: string; entrants: readonly string[] }): string[] => {
  if (commitTo(seed) !== commit)
    throw new Fault(`draw ${drawId}: the seed is not the one that was published`);
  const sorted = entrants.toSorted();
  const list = createHash("sha256").update(sorted.join("\n")).digest("hex");
  const key = Buffer.from(seed, "hex");
  const ticketOf = (entrantId: string): string =>
    createHmac("sha256", key).update(`${drawId}\n${list}\n${entrantId}`).digest("hex");
  return sorted
    .map((entrantId) => ({ entrantId, ticket: ticketOf(entrantId) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .map(({ entrantId }) => entrantId);
};

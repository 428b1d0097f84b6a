import type { DrawProof } from "@showdrop/shared";

/** What was looked at in a draw, and whether it is right; null where there was nothing to compare with. */
export interface DrawChecks {
  /** The seed is the one whose SHA-256 was published. */
  seed: boolean;
  /** What was published is what this page noted while the giveaway was open. */
  noted: boolean | null;
  /** Everybody is in the list once, in order. */
  list: boolean;
  /** My own entry is in it. */
  mine: boolean | null;
  /** The winners, and those passed over, are the first of the order. */
  winners: boolean;
}

const utf8 = new TextEncoder();
const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const sha256 = async (data: Uint8Array<ArrayBuffer>): Promise<string> =>
  hexOf(await crypto.subtle.digest("SHA-256", data));

/** The order that a draw's seed gives to its entrants, worked out in the browser. */
const orderOf = async ({ drawId, seed, entrants }: DrawProof): Promise<string[]> => {
  const list = await sha256(utf8.encode(entrants.join("\n")));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(seed), hmac, false, ["sign"]);
  const tickets = await Promise.all(
    entrants.map(async (entrantId) => {
      const message = utf8.encode(`${drawId}\n${list}\n${entrantId}`);
      return { entrantId, ticket: hexOf(await crypto.subtle.sign("HMAC", key, message)) };
    }),
  );
  return tickets.sort((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ entrantId }) => entrantId);
};

/**
 * Works a draw out again, by the steps of docs/decisions/0014-a-draw-that-anybody-can-check.md.
 * @param noted the commit as this page knew it before the draw
 * @param mine my own entry
 */
export const verifyDraw = async (
  proof: DrawProof,
  { noted, mine }: { noted: string | null; mine: string | null },
): Promise<DrawChecks> => {
  const { commit, seed, entrants, winners, passedOver } = proof;
  const called = new Set([...winners, ...passedOver]);
  const first = (await orderOf(proof)).slice(0, called.size);
  return {
    seed: (await sha256(bytesOf(seed))) === commit,
    noted: noted === null ? null : noted === commit,
    list: entrants.every((id, at) => at === 0 || id > (entrants[at - 1] ?? "")),
    mine: mine === null ? null : entrants.includes(mine),
    winners:
      called.size === winners.length + passedOver.length &&
      first.length === called.size &&
      first.every((id) => called.has(id)),
  };
};

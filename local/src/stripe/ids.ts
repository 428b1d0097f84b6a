import { randomInt } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Random letters and digits, unguessable at 24 characters (about 143 bits). */
export function randomToken(length = 24): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
}

/** An id as Stripe writes them: `pi_3Q…`, `evt_…`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomToken()}`;
}

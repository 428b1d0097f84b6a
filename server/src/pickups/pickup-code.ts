import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Letters and digits that cannot be taken for one another; the same as in an order's number. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export interface PickupCodes {
  /** The code for an order's number and the serial of its codes. */
  of(number: string, serial: number): string;
  /** The number of the order that a code is for; whether it is good is another question, see `matches`. */
  numberIn(code: string): string;
  /** Whether this is the code for that number and serial, and no older one and no guess. */
  matches(code: string, number: string, serial: number): boolean;
}

/**
 * What a buyer shows to fetch an order: its number, and eight letters and digits that nobody makes without the server's
 * secret (31⁸, some 850,000 million; each guess needs a member of the shop's team who types it). A new serial makes
 * every earlier code useless.
 */
export const createPickupCodes = (serverSecret: string): PickupCodes => {
  const secret = Buffer.from(hkdfSync("sha256", serverSecret, "", "showdrop pickup codes", 32));
  const of = (number: string, serial: number): string => {
    const mac = createHmac("sha256", secret).update(`${number}.${serial}`).digest();
    // 64 bits for eight signs of five: the remainder shifts no sign by more than one in ten million.
    let rest = mac.readBigUInt64BE(0);
    const signs = Array.from({ length: 8 }, () => {
      const sign = ALPHABET[Number(rest % BigInt(ALPHABET.length))] ?? "";
      rest /= BigInt(ALPHABET.length);
      return sign;
    }).join("");
    return `${number}-${signs.slice(0, 4)}-${signs.slice(4)}`;
  };
  return {
    of,
    numberIn: (code) => code.slice(0, 9),
    matches(code, number, serial) {
      const [right, given] = [Buffer.from(of(number, serial)), Buffer.from(code)];
      return right.length === given.length && timingSafeEqual(right, given);
    },
  };
};

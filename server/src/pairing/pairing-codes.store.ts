import { PAIRING_SECONDS } from "@showdrop/shared";
import { z } from "zod";
import { randomToken, sha256 } from "../kit/random.ts";
import type { Redis } from "../kit/redis.ts";

/** Seconds for which a used code is told from one that nobody knows: whoever scans late hears why. */
const REMEMBERED_SECONDS = 3600;

const Meant = z.object({ showId: z.string(), by: z.string() });
/** What a code stands for: the show, and who asked for it. */
export type Meant = z.infer<typeof Meant>;

const openKey = (code: string): string => `pairing:${sha256(code)}`;
const usedKey = (code: string): string => `pairing:used:${sha256(code)}`;

export type PairingCodeStore = ReturnType<typeof createPairingCodeStore>;

/** Codes that pair one screen each. Redis keeps their fingerprints alone, and forgets them by itself. */
export const createPairingCodeStore = (redis: Redis) => ({
  async create(meant: Meant): Promise<string> {
    const code = randomToken(16);
    await redis.set(openKey(code), JSON.stringify(meant), { EX: PAIRING_SECONDS });
    return code;
  },

  /** Takes a code, once: of two who come with it at the same moment one gets it. */
  async take(code: string): Promise<Meant | "used" | "unknown"> {
    const found = await redis.getDel(openKey(code));
    if (found === null) return (await redis.exists(usedKey(code))) ? "used" : "unknown";
    await redis.set(usedKey(code), "1", { EX: REMEMBERED_SECONDS });
    return Meant.parse(JSON.parse(found));
  },
});

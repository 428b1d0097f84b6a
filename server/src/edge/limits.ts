import { type Refusal, refuse } from "@showdrop/shared";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Redis } from "../kit/redis.ts";

/**
 * How often something may be done: `points` in `seconds`. Per person or per address, never per victim: a stranger
 * who guesses at somebody's password locks out their own address, not that somebody.
 */
const limits = {
  /** Any call, per address: a page makes about ten at once, a household shares an address. */
  call: { points: 600, seconds: 60 },
  /** Sign-in attempts, per address and email. */
  signIn: { points: 10, seconds: 300 },
  /** Sign-in attempts, per address over all emails: slows down credential stuffing. */
  signInAddress: { points: 60, seconds: 300 },
  signUp: { points: 20, seconds: 3_600 },
  /** Hold attempts, per person: a nervous thumb, not a bot. */
  hold: { points: 30, seconds: 10 },
  checkout: { points: 20, seconds: 60 },
  /** Browsers that one person has push messages sent to. */
  device: { points: 30, seconds: 3_600 },
  /** Invitations of one person: a team is small, a list of strangers to write to long. */
  invite: { points: 30, seconds: 3_600 },
  /** New stream keys of one shop. */
  streamKey: { points: 20, seconds: 3_600 },
  /** Attempts to send or play by WHIP and WHEP, per address: a program that reconnects asks every few seconds. */
  whip: { points: 60, seconds: 60 },
  upload: { points: 60, seconds: 300 },
  /** Chat lines, per person: a burst of five, then one every two seconds. */
  chat: { points: 5, seconds: 10 },
  /** Commands with hearts, per person: a page sends what was tapped in the last half second, twice a second. */
  hearts: { points: 30, seconds: 10 },
  /** Reports of chat lines, per person: somebody who reads along, not somebody who floods the team. */
  report: { points: 10, seconds: 600 },
  /** Socket commands of any kind, per socket. */
  command: { points: 60, seconds: 10 },
  /** Entering shows, per socket: each answer is the whole show. A page on a bad line asks twice a second. */
  join: { points: 20, seconds: 10 },
} as const;

export type LimitName = keyof typeof limits;

export interface Limits {
  /** Counts one attempt. @returns the refusal when there were too many, else null. */
  take(name: LimitName, ...key: string[]): Promise<Refusal | null>;
}

/** Limits of one socket, which one server alone can count; asking Redis would cost more than most commands do. */
const ofSockets: ReadonlySet<string> = new Set<LimitName>(["command", "join"]);

/** Limits, times `scale`, counted in Redis for all servers together; in memory, per server, while Redis does not answer. */
export const createLimits = (redis: Redis, scale: number): Limits => {
  const limiters = new Map(
    Object.entries(limits).map(([name, { points, seconds }]) => {
      const options = { points: points * scale, duration: seconds, keyPrefix: `limit:${name}` };
      const insuranceLimiter = new RateLimiterMemory(options);
      const limiter = ofSockets.has(name)
        ? insuranceLimiter
        : new RateLimiterRedis({ ...options, storeClient: redis, useRedisPackage: true, insuranceLimiter });
      return [name, limiter];
    }),
  );
  return {
    async take(name, ...key) {
      try {
        await limiters.get(name)?.consume(key.join("|"));
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return refuse("TOO_MANY_REQUESTS", { retryAfter: Math.ceil(refusal.msBeforeNext / 1000) }).error;
      }
    },
  };
};

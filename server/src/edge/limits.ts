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
  /** Codes of a second factor, per address and account: who mistypes, not who guesses. */
  secondFactor: { points: 10, seconds: 300 },
  /** The same over all addresses: a guesser who has the password and many addresses would need decades. */
  secondFactorAccount: { points: 60, seconds: 3_600 },
  /** Copies of all that is held of somebody, per account: each reads a dozen collections. */
  personalData: { points: 5, seconds: 3_600 },
  /** Times that a password is asked for again, per account and address. */
  password: { points: 10, seconds: 300 },
  signUp: { points: 20, seconds: 3_600 },
  /** Hold attempts, per person: a nervous thumb, not a bot. */
  hold: { points: 30, seconds: 10 },
  checkout: { points: 20, seconds: 60 },
  /** Cards that a bank refused, to pay or to be kept, per customer: somebody who mistypes, not somebody who tries a list of stolen numbers. */
  declined: { points: 10, seconds: 3_600 },
  /** Times that somebody begins to keep a card without paying: a few, and a form that was closed and opened again. */
  card: { points: 20, seconds: 3_600 },
  /** The same per address: a household, not a program that becomes one account after the other. */
  cardAddress: { points: 60, seconds: 3_600 },
  /** Checkouts, per address: a household or an office, not a program that becomes one guest after the other. */
  checkoutAddress: { points: 120, seconds: 600 },
  /** Pages of the payment provider for one shop's account. */
  onboarding: { points: 20, seconds: 3_600 },
  /** Discount codes that were not there, per customer: typing errors, not guesses. */
  wrongCode: { points: 10, seconds: 600 },
  /** The same per address, because a guest can become another one. */
  wrongCodeAddress: { points: 40, seconds: 600 },
  /** Questions of what a checkout would cost: one for each choice in its form. */
  quote: { points: 60, seconds: 60 },
  /** Changes of a cart, per customer: a thumb on the plus. */
  cart: { points: 60, seconds: 10 },
  /** New guests, per address: people behind one address, not a program that fills the database. */
  guest: { points: 30, seconds: 3_600 },
  /** Pickup codes that somebody of a team presents: a queue at the door, not somebody who guesses. */
  pickup: { points: 60, seconds: 60 },
  /** Files of all orders, per person. */
  csv: { points: 10, seconds: 60 },
  /** Browsers that one person has push messages sent to. */
  device: { points: 30, seconds: 3_600 },
  /** Invitations of one person: a team is small, a list of strangers to write to long. */
  invite: { points: 30, seconds: 3_600 },
  /** Codes for second screens that one person asks for: a helper's phone and a few that did not scan. */
  pairing: { points: 30, seconds: 600 },
  /** Codes that somebody comes with, per address. */
  pairScreen: { points: 30, seconds: 600 },
  /** New stream keys of one shop. */
  streamKey: { points: 20, seconds: 3_600 },
  /** Attempts to send or play by WHIP and WHEP, per address: a program that reconnects asks every few seconds. */
  whip: { points: 60, seconds: 60 },
  /** Searches, per address: one for each pause in typing. */
  search: { points: 120, seconds: 60 },
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
  /** As `take`, without counting: for what is counted only once it has failed. */
  spent(name: LimitName, ...key: string[]): Promise<Refusal | null>;
  /** What a script needs to count one attempt by itself, under the same key. */
  allowance(name: LimitName, key: string): Allowance;
}

/** So many attempts in so many milliseconds, counted under a key of Redis. */
export interface Allowance {
  key: string;
  points: number;
  ms: number;
}

/** Limits of one socket, which one server alone can count; asking Redis would cost more than most commands do. */
const ofSockets: ReadonlySet<string> = new Set<LimitName>(["command", "join"]);

const prefixOf = (name: string): string => `limit:${name}`;

/** Limits, times `scale`, counted in Redis for all servers together; in memory, per server, while Redis does not answer. */
export const createLimits = (redis: Redis, scale: number): Limits => {
  const limiters = new Map(
    Object.entries(limits).map(([name, { points, seconds }]) => {
      const options = { points: points * scale, duration: seconds, keyPrefix: prefixOf(name) };
      const insuranceLimiter = new RateLimiterMemory(options);
      const limiter = ofSockets.has(name)
        ? insuranceLimiter
        : new RateLimiterRedis({ ...options, storeClient: redis, useRedisPackage: true, insuranceLimiter });
      return [name, limiter];
    }),
  );
  const tooMany = (msBeforeNext: number): Refusal =>
    refuse("TOO_MANY_REQUESTS", { retryAfter: Math.ceil(msBeforeNext / 1000) }).error;
  return {
    allowance(name, key) {
      const { points, seconds } = limits[name];
      return { key: `${prefixOf(name)}:${key}`, points: points * scale, ms: seconds * 1000 };
    },
    async take(name, ...key) {
      try {
        await limiters.get(name)?.consume(key.join("|"));
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return tooMany(refusal.msBeforeNext);
      }
    },

    async spent(name, ...key) {
      const counted = await limiters.get(name)?.get(key.join("|"));
      return counted && counted.remainingPoints <= 0 ? tooMany(counted.msBeforeNext) : null;
    },
  };
};

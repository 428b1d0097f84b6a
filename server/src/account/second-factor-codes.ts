import {
  ok,
  RECOVERY_CODES,
  type Refusal,
  type Result,
  refuse,
  type SecondFactorSetup,
} from "@showdrop/shared";
import { Secret, TOTP } from "otpauth";
import type { Limits } from "../edge/limits.ts";
import type { Clock } from "../kit/clock.ts";
import { sha256 } from "../kit/random.ts";
import type { Seal } from "./seal.ts";
import type { SecondFactorStore } from "./second-factors.store.ts";

/** As long as SHA-1's output, which RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** Steps of thirty seconds by which a phone's clock may be off, to either side (RFC 6238, 5.2 asks for one). */
const STEPS_OFF = 1;
/** Eighty random bits: nothing that the hash could be guessed from. */
const RECOVERY_BYTES = 10;

export interface SecondFactorDeps {
  factors: SecondFactorStore;
  seal: Seal;
  limits: Limits;
  clock: Clock;
}

const totp = (secret: string, label = "") =>
  new TOTP({ issuer: "Showdrop", label, secret: Secret.fromBase32(secret) });

/** A new secret, as the app needs it and as it is kept. */
export const newSecret = (
  seal: Seal,
  person: { id: string; email: string },
): { setup: SecondFactorSetup; sealed: string } => {
  const secret = new Secret({ size: SECRET_BYTES }).base32;
  return {
    setup: { secret, uri: totp(secret, person.email).toString() },
    sealed: seal.close(secret, person.id),
  };
};

const hashOf = (userId: string, code: string): string => sha256(`${userId} ${code}`);

/** New recovery codes, grouped for reading, and what is kept of them. */
export const newRecoveryCodes = (userId: string): { codes: string[]; hashes: string[] } => {
  const codes = Array.from({ length: RECOVERY_CODES }, () => new Secret({ size: RECOVERY_BYTES }).base32);
  return {
    codes: codes.map((code) => code.replaceAll(/.{4}(?=.)/g, "$&-")),
    hashes: codes.map((code) => hashOf(userId, code)),
  };
};

/** Counts one code that somebody tries. Who tries has the password already: a guess is one in a million three times. */
const countTry = async (limits: Limits, userId: string, network: string): Promise<Refusal | null> =>
  (await limits.take("secondFactor", network, userId)) ?? (await limits.take("secondFactorAccount", userId));

/**
 * Takes a code of somebody's app or, where they are in force, a recovery code. Each is taken once.
 * Refuses with WRONG_CODE, and with TOO_MANY_REQUESTS before that.
 */
export const takeCode = async (
  { factors, seal, limits, clock }: SecondFactorDeps,
  userId: string,
  code: string,
  network: string,
): Promise<Result<"app" | "recovery">> => {
  const tooMany = await countTry(limits, userId, network);
  if (tooMany) return { ok: false, error: tooMany };
  const factor = await factors.find(userId);
  if (!factor) return refuse("WRONG_CODE", { path: "code" });
  if (!/^\d+$/.test(code))
    return (await factors.takeRecoveryCode(userId, hashOf(userId, code)))
      ? ok("recovery")
      : refuse("WRONG_CODE", { path: "code" });
  const app = totp(seal.open(factor.secret, userId));
  const timestamp = clock.now();
  const off = app.validate({ token: code, timestamp, window: STEPS_OFF });
  return off !== null && (await factors.takeStep(userId, app.counter({ timestamp }) + off))
    ? ok("app")
    : refuse("WRONG_CODE", { path: "code" });
};

import { z } from "zod";
import { Email, EnteredCode, EnteredPassword, Password } from "./credentials.ts";
import { Id, Moment } from "./ids.ts";

/** Whoever only found an open page does not have it: asked for before what cannot be taken back. */
export const WithPassword = z.strictObject({ password: EnteredPassword });

/** A browser in which somebody is signed in. Where it is, nobody notes. */
export const AccountSession = z.object({
  id: Id,
  /** What a person recognises it by, such as "Chrome, Android". */
  device: z.string(),
  signedInAt: Moment,
  /** To within ten minutes. */
  seenAt: Moment,
  /** Whether it is the one that asks. */
  current: z.boolean(),
});
export type AccountSession = z.infer<typeof AccountSession>;

export const ChangePassword = z.strictObject({ password: EnteredPassword, newPassword: Password });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const ChangeEmail = z.strictObject({ password: EnteredPassword, email: Email });
export type ChangeEmail = z.infer<typeof ChangeEmail>;

export const WithPasswordAndCode = z.strictObject({ password: EnteredPassword, code: EnteredCode });
export type WithPasswordAndCode = z.infer<typeof WithPasswordAndCode>;

/** What an authenticator app is given (RFC 6238: SHA-1, six digits, thirty seconds). It is told once. */
export const SecondFactorSetup = z.object({
  /** In base32, for typing. */
  secret: z.string(),
  /** The same as `otpauth://…`, for a QR code. */
  uri: z.string(),
});
export type SecondFactorSetup = z.infer<typeof SecondFactorSetup>;

/** How many recovery codes somebody is given. */
export const RECOVERY_CODES = 10;

/** Each signs in once in place of the app. Only hashes of them are kept, so they are told this once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()).length(RECOVERY_CODES) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const SecondFactor = z.object({
  /** Null while it is off. */
  since: Moment.nullable(),
  recoveryCodesLeft: z.int().min(0),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

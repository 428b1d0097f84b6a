import {
  ok,
  type RecoveryCodes,
  type Result,
  refuse,
  type SecondFactor,
  type SecondFactorSetup,
  type WithPasswordAndCode,
} from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import { type Asked, type ConfirmPasswordDeps, confirmPassword } from "./confirm-password.ts";
import { newRecoveryCodes, newSecret, type SecondFactorDeps, takeCode } from "./second-factor-codes.ts";
import type { TellOwner } from "./tell-owner.ts";

export interface ManageSecondFactorDeps extends SecondFactorDeps, ConfirmPasswordDeps {
  tellOwner: TellOwner;
  audit(row: AuditRow): Promise<void>;
}

const row = (userId: string, verb: string): AuditRow => ({
  actorId: userId,
  action: `second-factor:${verb}`,
  subject: `person:${userId}`,
  personId: userId,
});

/** Whether signing in asks somebody for a code. */
export const readSecondFactor = async (
  { factors }: Pick<SecondFactorDeps, "factors">,
  userId: string,
): Promise<SecondFactor> => {
  const factor = await factors.find(userId);
  return factor?.confirmedAt
    ? { since: factor.confirmedAt.toISOString(), recoveryCodesLeft: factor.recoveryCodesLeft }
    : { since: null, recoveryCodesLeft: 0 };
};

/** Gives a secret for an authenticator app; nothing changes until the app has given a code. */
export const beginSecondFactor = async (
  deps: ManageSecondFactorDeps,
  asked: Asked & { viewer: { email: string } },
  password: string,
): Promise<Result<SecondFactorSetup>> => {
  const confirmed = await confirmPassword(deps, asked, password);
  if (!confirmed.ok) return confirmed;
  const { setup, sealed } = newSecret(deps.seal, asked.viewer);
  return (await deps.factors.begin(asked.viewer.id, sealed)) ? ok(setup) : refuse("SECOND_FACTOR_ON");
};

/** Turns the second factor on with a first code, and gives the recovery codes. */
export const confirmSecondFactor = async (
  deps: ManageSecondFactorDeps,
  { viewer, network }: Asked,
  code: string,
): Promise<Result<RecoveryCodes>> => {
  if ((await deps.factors.find(viewer.id))?.confirmedAt) return refuse("SECOND_FACTOR_ON");
  const taken = await takeCode(deps, viewer.id, code, network);
  if (!taken.ok) return taken;
  const { codes, hashes } = newRecoveryCodes(viewer.id);
  if (!(await deps.factors.confirm(viewer.id, new Date(deps.clock.now()), hashes)))
    return refuse("SECOND_FACTOR_ON");
  await deps.audit(row(viewer.id, "on"));
  await deps.tellOwner(viewer.id, "secondFactorOn");
  return ok({ recoveryCodes: codes });
};

/** Asks for both, as whoever has only one of them must not undo the other. */
const confirmBoth = async (
  deps: ManageSecondFactorDeps,
  asked: Asked,
  { password, code }: WithPasswordAndCode,
): Promise<Result<unknown>> => {
  const confirmed = await confirmPassword(deps, asked, password);
  return confirmed.ok ? takeCode(deps, asked.viewer.id, code, asked.network) : confirmed;
};

/** Gives new recovery codes in place of the old ones. */
export const renewRecoveryCodes = async (
  deps: ManageSecondFactorDeps,
  asked: Asked,
  given: WithPasswordAndCode,
): Promise<Result<RecoveryCodes>> => {
  const confirmed = await confirmBoth(deps, asked, given);
  if (!confirmed.ok) return confirmed;
  const { codes, hashes } = newRecoveryCodes(asked.viewer.id);
  await deps.factors.setRecoveryHashes(asked.viewer.id, hashes);
  await deps.audit(row(asked.viewer.id, "renew"));
  return ok({ recoveryCodes: codes });
};

/** Turns the second factor off. */
export const removeSecondFactor = async (
  deps: ManageSecondFactorDeps,
  asked: Asked,
  given: WithPasswordAndCode,
): Promise<Result<{ done: true }>> => {
  const confirmed = await confirmBoth(deps, asked, given);
  if (!confirmed.ok) return confirmed;
  await deps.factors.remove(asked.viewer.id);
  await deps.audit(row(asked.viewer.id, "off"));
  await deps.tellOwner(asked.viewer.id, "secondFactorOff");
  return ok({ done: true });
};

import { type Me, ok, refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { Clock } from "../kit/clock.ts";
import type { SessionStore } from "../users/sessions.store.ts";
import type { User } from "../users/users.store.ts";
import { type ChangeEmailDeps, changeEmail } from "./change-email.ts";
import { type ChangePasswordDeps, changePassword } from "./change-password.ts";
import { endAllSessions, endSession } from "./end-sessions.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  type ManageSecondFactorDeps,
  readSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "./second-factor.ts";
import { type AvatarDeps, removeAvatar, setAvatar } from "./set-avatar.ts";

export interface AccountEdge extends ChangePasswordDeps, ChangeEmailDeps, ManageSecondFactorDeps, AvatarDeps {
  sessions: SessionStore;
  clock: Clock;
  meOf(user: User): Promise<Me>;
}

type AccountCalls =
  | "setAvatar"
  | "removeAvatar"
  | "changeEmail"
  | "changePassword"
  | "listSessions"
  | "endSession"
  | "endOtherSessions"
  | "readSecondFactor"
  | "beginSecondFactor"
  | "confirmSecondFactor"
  | "renewRecoveryCodes"
  | "removeSecondFactor";

export const accountEdge = (deps: AccountEdge): Pick<Handlers, AccountCalls> => {
  const { users, sessions, clock, limits, meOf } = deps;
  const meNow = async (userId: string) => {
    const user = await users.find(userId);
    return user ? ok(await meOf(user)) : refuse("SIGN_IN_REQUIRED");
  };
  return {
    async setAvatar({ viewer, file }) {
      const tooMany = await limits.take("upload", viewer.id);
      if (tooMany) return { ok: false, error: tooMany };
      if (!file) return refuse("IMAGE_MISSING", { path: "file" });
      const kept = await setAvatar(deps, viewer.id, file.bytes);
      return kept.ok ? meNow(viewer.id) : kept;
    },

    async removeAvatar({ viewer }) {
      await removeAvatar(deps, viewer.id);
      return meNow(viewer.id);
    },

    async changeEmail(asked) {
      const changed = await changeEmail(deps, asked, asked.body);
      return changed.ok ? meNow(asked.viewer.id) : changed;
    },

    changePassword: (asked) => changePassword(deps, asked, asked.body),

    async listSessions({ viewer }) {
      const found = await sessions.ofUser(viewer.id, clock.now());
      const items = found.map(({ id, device, createdAt, seenAt }) => ({
        ...{ id, device, current: id === viewer.sessionId },
        ...{ signedInAt: createdAt.toISOString(), seenAt: seenAt.toISOString() },
      }));
      return ok({ items });
    },

    endSession: ({ viewer, params }) => endSession(deps, viewer.id, params.sessionId),

    endOtherSessions: async ({ viewer }) =>
      ok({ ended: await endAllSessions(deps, viewer.id, viewer.sessionId) }),

    readSecondFactor: async ({ viewer }) => ok(await readSecondFactor(deps, viewer.id)),
    beginSecondFactor: (asked) => beginSecondFactor(deps, asked, asked.body.password),
    confirmSecondFactor: (asked) => confirmSecondFactor(deps, asked, asked.body.code),
    renewRecoveryCodes: (asked) => renewRecoveryCodes(deps, asked, asked.body),
    removeSecondFactor: (asked) => removeSecondFactor(deps, asked, asked.body),
  };
};

import { type Me, ok, refuse } from "@showdrop/shared";
import type { Cookies, Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import { randomToken } from "../kit/random.ts";
import { SESSION_SECONDS, type SessionStore } from "./sessions.store.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import type { User, UserStore } from "./users.store.ts";

interface UsersEdge {
  users: UserStore;
  sessions: SessionStore;
  limits: Limits;
  clock: Clock;
  hub: Hub;
  membershipsOf(userId: string): Promise<Me["memberships"]>;
  /** Ends push messages to the browser of a session. */
  forgetDevice(sessionId: string): Promise<void>;
}

export const usersEdge = (
  deps: UsersEdge,
): Pick<Handlers, "signUp" | "signIn" | "signOut" | "readMe" | "editMe"> => {
  const { users, sessions, limits, clock, hub, membershipsOf } = deps;

  const meOf = async (user: User): Promise<Me> => ({
    id: user.id,
    displayName: user.displayName,
    email: user.email,
    memberships: await membershipsOf(user.id),
    createdAt: user.createdAt.toISOString(),
    namedWhenBuying: user.namedWhenBuying,
  });

  /** A new token at every sign-in: one that somebody planted before is worth nothing afterwards. */
  const begin = async (user: User, cookies: Cookies): Promise<Me> => {
    const token = randomToken();
    await sessions.create(user.id, token, clock.now());
    cookies.setSession(token, SESSION_SECONDS);
    return meOf(user);
  };

  return {
    async signUp({ body, cookies, network }) {
      const tooMany = await limits.take("signUp", network);
      if (tooMany) return { ok: false, error: tooMany };
      const result = await signUp(deps, body);
      return result.ok ? ok(await begin(result.data, cookies)) : result;
    },

    async signIn({ body, cookies, network }) {
      const tooMany =
        (await limits.take("signInAddress", network)) ?? (await limits.take("signIn", network, body.email));
      if (tooMany) return { ok: false, error: tooMany };
      const result = await signIn(deps, body);
      return result.ok ? ok(await begin(result.data, cookies)) : result;
    },

    async signOut({ viewer, cookies }) {
      if (viewer) {
        await sessions.end(viewer.sessionId);
        await deps.forgetDevice(viewer.sessionId);
        hub.endSession(viewer.sessionId);
      }
      cookies.clearSession();
      return ok({ done: true });
    },

    async readMe({ viewer }) {
      const user = viewer && (await users.find(viewer.id));
      return ok({ me: user ? await meOf(user) : null });
    },

    async editMe({ viewer, body: { namedWhenBuying } }) {
      const user = await users.edit(viewer.id, namedWhenBuying === undefined ? {} : { namedWhenBuying });
      return user ? ok(await meOf(user)) : refuse("SIGN_IN_REQUIRED");
    },
  };
};

import { type Locale, type Me, ok } from "@showdrop/shared";
import type { Cookies, Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import { deviceName } from "../kit/device-name.ts";
import { randomToken } from "../kit/random.ts";
import { type EditMeDeps, editMe } from "./edit-me.ts";
import { SESSION_SECONDS, type SessionStore } from "./sessions.store.ts";
import { type SignInDeps, signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import type { User } from "./users.store.ts";

export interface UsersEdge extends SignInDeps, EditMeDeps {
  sessions: SessionStore;
  limits: Limits;
  clock: Clock;
  hub: Hub;
  /** A person as they see themselves. */
  meOf(user: User): Promise<Me>;
  /** Notes the language and the time zone of somebody who is new here. */
  beginPreferences(userId: string, from: { locale: Locale; timeZone?: string | undefined }): Promise<void>;
  /** Gives a guest's cart and orders to the account that they signed in to. */
  adoptGuest(guestId: string, userId: string): Promise<void>;
  /** Ends push messages to the browser of a session. */
  forgetDevice(sessionId: string): Promise<void>;
}

export const usersEdge = (
  deps: UsersEdge,
): Pick<Handlers, "signUp" | "signIn" | "signOut" | "readMe" | "editMe"> => {
  const { users, sessions, limits, clock, hub, meOf } = deps;

  /** A new token at every sign-in: one that somebody planted before is worth nothing afterwards. */
  const begin = async (
    user: User,
    { cookies, userAgent }: { cookies: Cookies; userAgent: string },
  ): Promise<Me> => {
    const token = randomToken();
    await sessions.create(user.id, token, deviceName(userAgent), clock.now());
    cookies.setSession(token, SESSION_SECONDS);
    return meOf(user);
  };

  return {
    async signUp(call) {
      const { body, network, customer } = call;
      const tooMany = await limits.take("signUp", network);
      if (tooMany) return { ok: false, error: tooMany };
      const result = await signUp(deps, body, customer?.guest ? customer.id : null);
      if (!result.ok) return result;
      if (customer?.guest) await sessions.end(customer.sessionId);
      const { locale, timeZone } = body;
      if (locale) await deps.beginPreferences(result.data.id, { locale, timeZone });
      return ok(await begin(result.data, call));
    },

    async signIn(call) {
      const { body, network, customer } = call;
      const tooMany =
        (await limits.take("signInAddress", network)) ?? (await limits.take("signIn", network, body.email));
      if (tooMany) return { ok: false, error: tooMany };
      const result = await signIn(deps, body, network);
      if (!result.ok) return result;
      if (customer?.guest) {
        await deps.adoptGuest(customer.id, result.data.id);
        await sessions.end(customer.sessionId);
      }
      const me = await begin(result.data, call);
      const { id, leavesAt } = result.data;
      const kept = leavesAt !== null && (await users.stay(id, new Date(clock.now())));
      return ok(kept ? { ...me, keptAccount: true } : me);
    },

    async signOut({ customer, cookies }) {
      if (customer) {
        await deps.forgetDevice(customer.sessionId);
        await sessions.end(customer.sessionId);
        hub.endSession(customer.sessionId);
      }
      cookies.clearSession();
      return ok({ done: true });
    },

    async readMe({ viewer }) {
      const user = viewer && (await users.find(viewer.id));
      return ok({ me: user ? await meOf(user) : null });
    },

    async editMe({ viewer, body }) {
      const edited = await editMe(deps, viewer.id, body);
      return edited.ok ? ok(await meOf(edited.data)) : edited;
    },
  };
};

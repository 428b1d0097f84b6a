import type { Customer } from "../edge/call.ts";
import type { Clock } from "../kit/clock.ts";
import type { SessionStore } from "./sessions.store.ts";
import type { UserStore } from "./users.store.ts";

/** Who a session token belongs to, an account or a guest, or null when it is unknown or over. */
export const createFindCustomer =
  ({ users, sessions, clock }: { users: UserStore; sessions: SessionStore; clock: Clock }) =>
  async (token: string): Promise<Customer | null> => {
    const session = await sessions.find(token, clock.now());
    const found = session && (await users.findCustomer(session.userId));
    // Suspending ends all sessions; one that began at the same moment is worth nothing either.
    if (!found || found.user?.suspended) return null;
    const { id, user } = found;
    return user
      ? { id, displayName: user.displayName, email: user.email, sessionId: session.id, guest: false }
      : { id, displayName: null, email: null, sessionId: session.id, guest: true };
  };

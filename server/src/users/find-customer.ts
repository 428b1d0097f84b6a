import type { Customer } from "../edge/call.ts";
import { batched } from "../kit/batched.ts";
import type { Clock } from "../kit/clock.ts";
import type { SessionStore } from "./sessions.store.ts";
import type { User, UserStore } from "./users.store.ts";

const toCustomer = (id: string, user: User | null, sessionId: string): Customer =>
  user
    ? { id, displayName: user.displayName, email: user.email, sessionId, guest: false }
    : { id, displayName: null, email: null, sessionId, guest: true };

/**
 * Who a session token belongs to, an account or a guest, or null when it is unknown or over. A crowd whose sessions no
 * server remembers, as when a drop opens or after a restart, is looked up together.
 */
export const createFindCustomer = ({
  users,
  sessions,
  clock,
}: {
  users: UserStore;
  sessions: SessionStore;
  clock: Clock;
}): ((token: string) => Promise<Customer | null>) =>
  batched(async (tokens) => {
    const found = await sessions.findMany(tokens, clock.now());
    const people = await users.findCustomers([...new Set(found.flatMap((session) => session?.userId ?? []))]);
    return found.map((session) => {
      const user = session && people.get(session.userId);
      // Suspending ends all sessions; one that began at the same moment is worth nothing either.
      if (!session || user === undefined || user?.suspended) return null;
      return toCustomer(session.userId, user, session.id);
    });
  });

import type { Viewer } from "../edge/call.ts";
import type { Clock } from "../kit/clock.ts";
import type { SessionStore } from "./sessions.store.ts";
import type { UserStore } from "./users.store.ts";

/** Who a session token belongs to, or null when it is unknown or over. */
export const createFindViewer =
  ({ users, sessions, clock }: { users: UserStore; sessions: SessionStore; clock: Clock }) =>
  async (token: string): Promise<Viewer | null> => {
    const session = await sessions.find(token, clock.now());
    const user = session && (await users.find(session.userId));
    return user && { id: user.id, displayName: user.displayName, email: user.email, sessionId: session.id };
  };

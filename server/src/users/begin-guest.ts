import type { Clock } from "../kit/clock.ts";
import { randomToken } from "../kit/random.ts";
import { SESSION_SECONDS, type SessionStore } from "./sessions.store.ts";
import type { UserStore } from "./users.store.ts";

interface GuestDeps {
  users: UserStore;
  sessions: SessionStore;
  clock: Clock;
}

/** A guest is remembered for as long as their session could last: without it nobody is them any more. */
const forgottenAt = ({ clock }: GuestDeps): Date => new Date(clock.now() + SESSION_SECONDS * 1000);

/** Makes a guest with a session of their own. @returns their id */
export const createBeginGuest =
  (deps: GuestDeps) =>
  async (setSession: (token: string, maxAgeSeconds: number) => void): Promise<string> => {
    const { users, sessions, clock } = deps;
    const id = await users.createGuest(new Date(clock.now()), forgottenAt(deps));
    const token = randomToken();
    await sessions.create(id, token, "Browser", clock.now());
    setSession(token, SESSION_SECONDS);
    return id;
  };

export const createKeepGuest = (deps: GuestDeps) => (id: string) =>
  deps.users.keepGuest(id, forgottenAt(deps));

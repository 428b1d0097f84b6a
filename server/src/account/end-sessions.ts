import { ok, type Result, refuse } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { SessionStore } from "../users/sessions.store.ts";

export interface EndSessionsDeps {
  sessions: SessionStore;
  hub: Hub;
  /** Ends push messages to the browser of a session. */
  forgetDevice(sessionId: string): Promise<void>;
}

/** Lets the pages of sessions that are over know, on every server, and the browsers hear nothing more. */
const cut = async ({ hub, forgetDevice }: EndSessionsDeps, ids: readonly string[]): Promise<void> => {
  for (const id of ids) hub.endSession(id);
  await Promise.all(ids.map(forgetDevice));
};

/** Signs somebody out in one browser of theirs. */
export const endSession = async (
  deps: EndSessionsDeps,
  userId: string,
  sessionId: string,
): Promise<Result<{ done: true }>> => {
  if (!(await deps.sessions.endOf(userId, sessionId))) return refuse("NOT_FOUND");
  await cut(deps, [sessionId]);
  return ok({ done: true });
};

/** Signs somebody out everywhere, or everywhere but in one browser. @returns how many sessions ended */
export const endAllSessions = async (
  deps: EndSessionsDeps,
  userId: string,
  exceptId: string | null = null,
): Promise<number> => {
  const ended = await deps.sessions.endAllOf(userId, exceptId);
  await cut(deps, ended);
  return ended.length;
};

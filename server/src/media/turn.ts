import { createHmac } from "node:crypto";
import type { IceServer } from "@showdrop/shared";
import type { Config } from "../config.ts";
import { randomToken } from "../kit/random.ts";

/**
 * Seconds that a relay's credentials are good for. A relay asks for them again whenever a peer refreshes its allocation
 * or restarts ICE, so they outlive the pass; not by more than a long show, as whoever comes back is admitted again and
 * gets new ones. Those that leak relay for strangers no longer than that.
 */
export const TURN_CREDENTIAL_SECONDS = 4 * 3600;

/**
 * A credential as TURN servers with a shared secret check it ("REST API for access to TURN services",
 * draft-uberti-behave-turn-rest; coturn's `use-auth-secret`).
 * @param expires epoch seconds
 * @param user any name; the relay writes it to its log
 */
export const turnCredential = (
  secret: string,
  expires: number,
  user: string,
): Pick<IceServer, "username" | "credential"> => {
  const username = `${expires}:${user}`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
};

/**
 * The relays for one admission, with credentials of its own. Their name is drawn by lot: a relay, which others may run,
 * learns nobody's account and cannot tell two evenings of one person from two people.
 * @param now epoch milliseconds
 */
export const iceServersAt = (turn: Config["turn"], now: number): IceServer[] => {
  if (!turn) return [];
  const expires = Math.floor(now / 1000) + TURN_CREDENTIAL_SECONDS;
  return [{ urls: [...turn.urls], ...turnCredential(turn.secret, expires, randomToken(9)) }];
};

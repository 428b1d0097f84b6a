import { ok, type Result, refuse } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { randomToken } from "../kit/random.ts";
import { type OriginDeps, originOf } from "../media/origin-of.ts";
import { signPass } from "../media/sign-pass.ts";
import type { ShowStore } from "../shows/shows.store.ts";

export interface AdmitPlayerDeps extends OriginDeps {
  shows: ShowStore;
  clock: Clock;
  mediaTokenSecret: string;
}

/**
 * Lets any player watch a show that is on the air. At the node that the host sends to: an answer says at once what there
 * is to play, and other nodes know that only when somebody watches there.
 * @returns where on the media node the player sends its offer to.
 */
export const admitPlayer = async (deps: AdmitPlayerDeps, showId: string | null): Promise<Result<URL>> => {
  const show = showId && (await deps.shows.find(showId));
  if (!show) return refuse("NOT_FOUND");
  if (show.status === "scheduled") return refuse("SHOW_NOT_LIVE");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const node = await originOf(deps, show.id);
  if (!node) return refuse("MEDIA_UNAVAILABLE", { retryAfter: 2 });
  const { token } = await signPass(deps, {
    showId: show.id,
    userId: `guest-${randomToken(12)}`,
    role: "viewer",
    nodeId: node.nodeId,
    record: false,
  });
  const url = new URL(`/whep/${show.id}`, node.url);
  url.searchParams.set("token", token);
  return ok(url);
};

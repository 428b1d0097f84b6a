import {
  type Admission,
  MEDIA_TOKEN_SECONDS,
  type MediaRole,
  type MediaToken,
  ok,
  type Result,
  refuse,
} from "@showdrop/shared";
import { SignJWT } from "jose";
import type { Config } from "../config.ts";
import type { Clock } from "../kit/clock.ts";
import { randomToken } from "../kit/random.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowRecord, ShowStore } from "../shows/shows.store.ts";
import type { MediaRegistry } from "./registry.store.ts";
import { iceServersAt } from "./turn.ts";

export interface AdmitToShowDeps {
  shows: ShowStore;
  registry: MediaRegistry;
  clock: Clock;
  mediaTokenSecret: string;
  turn: Config["turn"];
  requireRole: RequireRole;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  /** Whether somebody accepted an invitation and is a guest of the show now. */
  isGuest(showId: string, userId: string): Promise<boolean>;
}

/** Whether somebody may have the show's media as what they ask for. */
const decide = async (
  { requireRole, isBanned, isGuest }: AdmitToShowDeps,
  show: ShowRecord,
  viewer: { id: string } | null,
  as: MediaRole,
): Promise<Result<MediaRole>> => {
  if (viewer && (await isBanned(show.shopId, viewer.id))) return refuse("BANNED");
  if (as === "viewer") return ok("viewer");
  if (!viewer) return refuse("SIGN_IN_REQUIRED");
  if (as === "guest") return (await isGuest(show.id, viewer.id)) ? ok("guest") : refuse("NOT_ALLOWED");
  const role = await requireRole(show.shopId, viewer, "show:host");
  return role.ok ? ok("host") : role;
};

/** Gives out a pass to a show's media on the node that carries it, while the show is on the air. */
export const admitToShow = async (
  deps: AdmitToShowDeps,
  viewer: { id: string } | null,
  showId: string,
  as: MediaRole,
): Promise<Result<Admission>> => {
  const { shows, registry, clock, mediaTokenSecret, turn } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await decide(deps, show, viewer, as);
  if (!role.ok) return role;
  if (show.status === "scheduled") return refuse("SHOW_NOT_LIVE");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const node = await registry.nodeOf(showId);
  if (!node) return refuse("MEDIA_UNAVAILABLE", { retryAfter: 2 });

  const claims: MediaToken = {
    showId,
    userId: viewer?.id ?? `guest-${randomToken(12)}`,
    role: role.data,
    nodeId: node.nodeId,
    record: false,
  };
  const issued = Math.floor(clock.now() / 1000);
  const expires = issued + MEDIA_TOKEN_SECONDS;
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt(issued)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(mediaTokenSecret));
  const { url, rtpCapabilities } = node;
  return ok({
    ...{ url, token, rtpCapabilities },
    iceServers: iceServersAt(turn, clock.now()),
    role: role.data,
    expiresAt: new Date(expires * 1000).toISOString(),
  });
};

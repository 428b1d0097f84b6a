import { type Admission, type MediaRole, ok, type Result, refuse } from "@showdrop/shared";
import type { Config } from "../config.ts";
import type { Clock } from "../kit/clock.ts";
import { randomToken } from "../kit/random.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { type OriginDeps, originOf } from "./origin-of.ts";
import { placeViewer } from "./place-viewer.ts";
import { signPass } from "./sign-pass.ts";
import { iceServersAt } from "./turn.ts";

export interface AdmitToShowDeps extends OriginDeps {
  shows: ShowStore;
  clock: Clock;
  mediaTokenSecret: string;
  turn: Config["turn"];
  requireRole: RequireRole;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  /** Whether what the host sends is to be recorded. */
  isRecorded(show: ShowRecord): Promise<boolean>;
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

/** Gives out a pass to a show's media on the node that is right for them, while the show is on the air. */
export const admitToShow = async (
  deps: AdmitToShowDeps,
  viewer: { id: string } | null,
  showId: string,
  as: MediaRole,
): Promise<Result<Admission>> => {
  const { shows, clock, turn, isRecorded } = deps;
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await decide(deps, show, viewer, as);
  if (!role.ok) return role;
  if (show.status === "scheduled") return refuse("SHOW_NOT_LIVE");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const node = await (role.data === "viewer" ? placeViewer : originOf)(deps, showId);
  if (!node) return refuse("MEDIA_UNAVAILABLE", { retryAfter: 2 });

  const { token, expiresAt } = await signPass(deps, {
    showId,
    userId: viewer?.id ?? `guest-${randomToken(12)}`,
    role: role.data,
    nodeId: node.nodeId,
    record: role.data === "host" && (await isRecorded(show)),
  });
  const { url, rtpCapabilities } = node;
  return ok({
    ...{ url, token, rtpCapabilities },
    iceServers: iceServersAt(turn, clock.now()),
    role: role.data,
    expiresAt: expiresAt.toISOString(),
  });
};

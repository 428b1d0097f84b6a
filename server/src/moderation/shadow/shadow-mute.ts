import {
  type AddShadowMute,
  ok,
  type Person,
  type Result,
  refuse,
  type ShadowMute,
  type ShopRole,
} from "@showdrop/shared";
import type { Hub } from "../../hub/hub.ts";
import type { Clock } from "../../kit/clock.ts";
import type { RequireRole } from "../../shops/require-role.ts";
import type { Act } from "../act.ts";
import type { ShadowMuteRecord, ShadowMuteStore } from "./shadow-mutes.store.ts";

export interface ShadowMuteDeps {
  shadowMutes: ShadowMuteStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  act: Act;
}

const viewMutes = async (
  { people }: Pick<ShadowMuteDeps, "people">,
  mutes: readonly ShadowMuteRecord[],
): Promise<ShadowMute[]> => {
  const known = await people(mutes.flatMap(({ userId, mutedBy }) => [userId, mutedBy]));
  const personOf = (id: string): Person => known.get(id) ?? { id, displayName: "?" };
  return mutes.map(({ userId, mutedBy, reason, mutedAt }) => ({
    ...{ person: personOf(userId), mutedBy: personOf(mutedBy), reason },
    mutedAt: mutedAt.toISOString(),
  }));
};

/** Whose lines only they and the team see, newest first. */
export const listShadowMutes = async (
  deps: ShadowMuteDeps,
  viewer: { id: string },
  shopId: string,
): Promise<Result<{ items: ShadowMute[] }>> => {
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  return role.ok ? ok({ items: await viewMutes(deps, await deps.shadowMutes.list(shopId)) }) : role;
};

/**
 * Lets what somebody says from now on be seen by themselves and the team alone. They buy as before and are not told. Refuses
 * with NOT_FOUND or NOT_ALLOWED: nobody of the team is muted.
 */
export const shadowMute = async (
  deps: ShadowMuteDeps,
  viewer: { id: string },
  shopId: string,
  { userId, reason }: AddShadowMute,
): Promise<Result<ShadowMute>> => {
  const { shadowMutes, clock, act, hub } = deps;
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  if ((await deps.people([userId])).size === 0) return refuse("NOT_FOUND");
  if ((await deps.roleOf(shopId, userId)) !== null)
    return refuse("NOT_ALLOWED", { message: "Somebody on the team cannot be muted." });
  const wanted: ShadowMuteRecord = {
    ...{ userId, reason, mutedBy: viewer.id, mutedAt: new Date(clock.now()) },
  };
  // Who is muted already stays so as they were.
  const mute = (await shadowMutes.find(shopId, userId)) ?? wanted;
  if (mute === wanted)
    await act<null>(shopId, async (session) => {
      if (!(await shadowMutes.add(shopId, wanted, session))) return refuse("NOT_ALLOWED");
      const row = { actorId: viewer.id, action: "person:shadow-mute", subject: `user:${userId}` };
      return ok({ answer: null, row: { ...row, reason, personId: userId, after: { shopId } } });
    });
  hub.toModerators(shopId, "shadow:changed", { userId, muted: true });
  const [view] = await viewMutes(deps, [mute]);
  return view ? ok(view) : refuse("NOT_FOUND");
};

/** Lets everybody see what somebody says from now on. What was said meanwhile stays unseen. */
export const shadowUnmute = async (
  { shadowMutes, requireRole, act, hub }: ShadowMuteDeps,
  viewer: { id: string },
  { shopId, userId }: { shopId: string; userId: string },
): Promise<Result<{ done: true }>> => {
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const lifted = await act<{ done: true }>(shopId, async (session) => {
    const mute = await shadowMutes.remove(shopId, userId, session);
    if (!mute) return refuse("NOT_FOUND");
    const before = { shopId, reason: mute.reason, mutedBy: mute.mutedBy };
    const row = { actorId: viewer.id, action: "person:shadow-unmute", subject: `user:${userId}` };
    return ok({ answer: { done: true }, row: { ...row, personId: userId, before } });
  });
  if (lifted.ok) hub.toModerators(shopId, "shadow:changed", { userId, muted: false });
  return lifted;
};

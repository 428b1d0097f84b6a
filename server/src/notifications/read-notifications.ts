import { ok, type Result } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { NotificationStore } from "./notifications.store.ts";

export interface ReadNotificationsDeps {
  notifications: NotificationStore;
  hub: Hub;
  clock: Clock;
}

/** Notes that somebody has read one notification, or all, and tells their other pages how many are left. */
export const readNotifications = async (
  { notifications, hub, clock }: ReadNotificationsDeps,
  viewer: { id: string },
  id: string | undefined,
): Promise<Result<{ unread: number }>> => {
  await notifications.read(viewer.id, id, new Date(clock.now()));
  const unread = await notifications.unread(viewer.id);
  hub.toPerson(viewer.id, "notifications:read", { unread });
  return ok({ unread });
};

import type { NotificationKind, ShopCard, Withholding } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import { CAP_WITHIN_MS, decide } from "./decide.ts";
import type { DeviceStore } from "./devices.store.ts";
import type { NotificationRecord, NotificationStore, Send } from "./notifications.store.ts";
import type { PreferencesStore } from "./preferences.store.ts";

export interface TellPeopleDeps {
  notifications: NotificationStore;
  preferences: PreferencesStore;
  devices: DeviceStore;
  hub: Hub;
  clock: Clock;
  /** Which channels there are at all. */
  channels: { push: boolean; email: boolean };
}

/** What people are told: the occasion, why, and the names of what it is about. */
export interface Story
  extends Pick<NotificationRecord, "occasion" | "kind" | "showId" | "showTitle" | "at" | "until"> {
  kind: NotificationKind;
  shop: ShopCard;
  drop: { id: string; title: string } | null;
}

/** Writes down what these people are told and is sent to them, and tells the pages that they have open. */
export const tellPeople = async (
  { notifications, preferences, devices, hub, clock, channels }: TellPeopleDeps,
  { occasion, kind, shop, showId, showTitle, drop, at, until }: Story,
  userIds: readonly string[],
): Promise<void> => {
  const now = clock.now();
  const [wishes, deviceIds, sent] = await Promise.all([
    preferences.ofMany(userIds),
    channels.push ? devices.idsOf(userIds) : new Map<string, string[]>(),
    notifications.countSent(userIds, new Date(now - CAP_WITHIN_MS)),
  ]);
  const rows = userIds.flatMap((userId): Omit<NotificationRecord, "id" | "readAt">[] => {
    const wished = wishes.get(userId);
    if (!wished) return [];
    const own = deviceIds.get(userId) ?? [];
    const { push, email, withheld } = decide({
      ...{ kind, until: until.getTime(), now, preferences: wished },
      sent: sent.get(userId) ?? 0,
      reachable: { push: own.length > 0, email: channels.email },
    });
    const due = { state: "due", tries: 0 } as const;
    const sends: Send[] = [
      ...(push ? own.map((deviceId) => ({ ...due, deviceId })) : []),
      ...(email ? [{ ...due, deviceId: null }] : []),
    ];
    return [
      {
        ...{ userId, occasion, kind, at, until, withheld, sends, shopId: shop.id, showId, showTitle },
        ...{ dropId: drop?.id ?? null, dropTitle: drop?.title ?? null },
      },
    ];
  });

  const added = await notifications.add(rows, new Date(now));
  for (const [withheld, told] of Map.groupBy(added, (row): Withholding | null => row.withheld))
    hub.toPeople(
      told.map(({ userId }) => userId),
      "notification:new",
      {
        ...{ occasion, kind, shop, at: at.toISOString(), read: false, withheld, drop },
        show: { id: showId, title: showTitle },
      },
    );
};

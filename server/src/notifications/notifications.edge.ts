import { type Device, type Notification, ok, refuse, type ShopCard } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { deviceName } from "../kit/device-name.ts";
import type { DeviceRecord, DeviceStore } from "./devices.store.ts";
import type { NotificationRecord } from "./notifications.store.ts";
import type { PreferencesStore } from "./preferences.store.ts";
import type { Push } from "./push.ts";
import { type ReadNotificationsDeps, readNotifications } from "./read-notifications.ts";
import type { UnsubscribeTokens } from "./unsubscribe-token.ts";

export interface NotificationsEdge extends ReadNotificationsDeps {
  preferences: PreferencesStore;
  devices: DeviceStore;
  unsubscribeTokens: UnsubscribeTokens;
  limits: Limits;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  /** Null where none can be sent. */
  push: Pick<Push, "isAddress"> | null;
}

type NotificationCalls =
  | "listNotifications"
  | "readNotifications"
  | "readPreferences"
  | "setPreferences"
  | "listDevices"
  | "addDevice"
  | "removeDevice"
  | "readUnsubscription"
  | "unsubscribe";

const noEmail = { shopLive: false, savedShow: false, wishedDrop: false, lineTurn: false };

const toWire = (record: NotificationRecord, shop: ShopCard): Notification => ({
  id: record.id,
  occasion: record.occasion,
  kind: record.kind,
  shop,
  show: { id: record.showId, title: record.showTitle },
  drop: record.dropId === null ? null : { id: record.dropId, title: record.dropTitle ?? "" },
  at: record.at.toISOString(),
  read: record.readAt !== null,
  withheld: record.withheld,
});

const toDevice = (device: DeviceRecord, sessionId: string): Device => ({
  id: device.id,
  name: device.name,
  addedAt: device.addedAt.toISOString(),
  current: device.sessionId === sessionId,
});

export const notificationsEdge = (deps: NotificationsEdge): Pick<Handlers, NotificationCalls> => {
  const { notifications, preferences, devices, unsubscribeTokens, clock, limits, cards } = deps;
  return {
    async listNotifications({ viewer, query }) {
      const [found, unread] = await Promise.all([
        notifications.list(viewer.id, query),
        notifications.unread(viewer.id),
      ]);
      const shops = await cards([...new Set(found.map(({ shopId }) => shopId))]);
      const items = found.flatMap((record) => {
        const shop = shops.get(record.shopId);
        return shop ? [toWire(record, shop)] : [];
      });
      return ok({ items, unread });
    },

    readNotifications: ({ viewer, body }) => readNotifications(deps, viewer, body.id),

    readPreferences: async ({ viewer }) => ok(await preferences.of(viewer.id)),

    async setPreferences({ viewer, body }) {
      await preferences.set(viewer.id, body);
      return ok(body);
    },

    async listDevices({ viewer }) {
      const found = await devices.ofUser(viewer.id);
      return ok({ items: found.map((device) => toDevice(device, viewer.sessionId)) });
    },

    async addDevice({ viewer, body, userAgent }) {
      if (!deps.push) return refuse("PUSH_UNAVAILABLE");
      if (!deps.push.isAddress(body.endpoint)) return refuse("PUSH_ADDRESS_REFUSED", { path: "endpoint" });
      const tooMany = await limits.take("device", viewer.id);
      if (tooMany) return { ok: false, error: tooMany };
      const device = await devices.put({
        userId: viewer.id,
        sessionId: viewer.sessionId,
        name: deviceName(userAgent),
        subscription: body,
        addedAt: new Date(clock.now()),
      });
      return ok(toDevice(device, viewer.sessionId));
    },

    async removeDevice({ viewer, params }) {
      await devices.remove(params.deviceId, viewer.id);
      return ok({ done: true });
    },

    async readUnsubscription({ params }) {
      const what = unsubscribeTokens.read(params.token);
      if (!what) return refuse("NOT_FOUND");
      const { email } = await preferences.of(what.userId);
      return ok({ kind: what.kind, subscribed: email[what.kind] });
    },

    async unsubscribe({ params, query }) {
      const what = unsubscribeTokens.read(params.token);
      if (!what) return refuse("NOT_FOUND");
      const now = await preferences.of(what.userId);
      const email = query.all ? noEmail : { ...now.email, [what.kind]: false };
      await preferences.set(what.userId, { ...now, email });
      return ok({ kind: what.kind });
    },
  };
};

import type { ShopCard } from "@showdrop/shared";
import type { Config } from "./config.ts";
import type { Limits } from "./edge/limits.ts";
import type { FollowDeps } from "./follows/follow.ts";
import { followsEdge } from "./follows/follows.edge.ts";
import { createFollowStore } from "./follows/follows.store.ts";
import type { Hub } from "./hub/hub.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Db } from "./kit/mongo.ts";
import type { SendMail } from "./mail/mail.ts";
import { createDeviceStore } from "./notifications/devices.store.ts";
import { notificationsEdge } from "./notifications/notifications.edge.ts";
import { createNotificationStore } from "./notifications/notifications.store.ts";
import { createPreferencesStore } from "./notifications/preferences.store.ts";
import { createUnsubscribeTokens } from "./notifications/unsubscribe-token.ts";
import type { RequireRole } from "./shops/require-role.ts";

interface FollowParts extends Pick<FollowDeps, "hasShop" | "findShow" | "findDrop"> {
  config: Config;
  db: Db;
  hub: Hub;
  limits: Limits;
  clock: Clock;
  log: Logger;
  sendMail: SendMail | null;
  requireRole: RequireRole;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
}

/** Wires who follows what and what they are told: a part of app.ts, which alone calls it. */
export const buildFollow = (parts: FollowParts) => {
  const { config, db } = parts;
  const follows = createFollowStore(db);
  const preferences = createPreferencesStore(db);
  const devices = createDeviceStore(db);
  const deps = {
    ...parts,
    ...{ follows, preferences, devices, notifications: createNotificationStore(db) },
    unsubscribeTokens: createUnsubscribeTokens(config.mediaTokenSecret),
    beginPreferences: preferences.begin,
    isPushAddress: null,
  };
  return {
    handlers: { ...followsEdge(deps), ...notificationsEdge(deps) },
    followedSince: follows.followedSince,
    /** The browser of a session that ended gets no push messages any more. */
    forgetDevice: devices.removeOfSession,
  };
};

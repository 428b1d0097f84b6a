import type { ShopCard, ShowStatus } from "@showdrop/shared";
import type { Config } from "./config.ts";
import type { Limits } from "./edge/limits.ts";
import { followsEdge } from "./follows/follows.edge.ts";
import { createFollowStore } from "./follows/follows.store.ts";
import type { Hub } from "./hub/hub.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { createLeaseStore } from "./jobs/lease.store.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Db } from "./kit/mongo.ts";
import type { SendMail } from "./mail/mail.ts";
import type { DeliverDeps } from "./notifications/deliver.ts";
import { createDeviceStore } from "./notifications/devices.store.ts";
import type { NoteOccasionsDeps } from "./notifications/note-occasions.ts";
import { notificationJobs } from "./notifications/notification-jobs.ts";
import { notificationsEdge } from "./notifications/notifications.edge.ts";
import { createNotificationStore, type NotificationRecord } from "./notifications/notifications.store.ts";
import { createOccasionStore } from "./notifications/occasions.store.ts";
import { createPreferencesStore } from "./notifications/preferences.store.ts";
import { createPush } from "./notifications/push.ts";
import type { TellAudiencesDeps } from "./notifications/tell-audiences.ts";
import { type Turn, tellTurn } from "./notifications/tell-turn.ts";
import { createUnsubscribeTokens } from "./notifications/unsubscribe-token.ts";
import type { RequireRole } from "./shops/require-role.ts";

interface FollowParts
  extends Pick<NoteOccasionsDeps, "showsOnAir" | "unsettledDrops">,
    Pick<TellAudiencesDeps, "bannedIds">,
    Pick<DeliverDeps, "findUser"> {
  config: Config;
  db: Db;
  hub: Hub;
  limits: Limits;
  clock: Clock;
  log: Logger;
  jobs: Jobs;
  sendMail: SendMail | null;
  requireRole: RequireRole;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  hasShop(shopId: string): Promise<boolean>;
  findShow(showId: string): Promise<{ title: string; status: ShowStatus } | null>;
  findDrop(dropId: string): Promise<DropOfFollow | null>;
  /** Whether units are still held, and nothing is being paid for them. */
  isHeld(dropId: string, holdId: string): Promise<boolean>;
  isDropToCome(dropId: string): Promise<boolean | null>;
}

/** A drop, as far as those are concerned who wish for it. */
interface DropOfFollow {
  title: string;
  pools: readonly { variantName: string }[];
  closedAt: Date | null;
}

/** Wires who follows what and what they are told: a part of domain.ts, which alone calls it. */
export const buildFollow = (parts: FollowParts) => {
  const { config, db, sendMail, findShow, findDrop } = parts;
  const push = config.push && createPush(config.push);
  const follows = createFollowStore(db);
  const preferences = createPreferencesStore(db);
  const devices = createDeviceStore(db);
  const deps = {
    ...parts,
    ...{ follows, preferences, devices, notifications: createNotificationStore(db) },
    unsubscribeTokens: createUnsubscribeTokens(config.mediaTokenSecret),
    beginPreferences: preferences.begin,
    ...{ occasions: createOccasionStore(db), leases: createLeaseStore(db), push },
    publicUrl: config.publicUrl,
    channels: { push: push !== null, email: sendMail !== null },
    async isOn({
      occasion,
      showId,
      dropId,
    }: Pick<NotificationRecord, "occasion" | "showId" | "dropId">): Promise<boolean> {
      const [what, id = ""] = occasion.split(":");
      if (what === "turn" && dropId !== null) return parts.isHeld(dropId, id);
      const status = (await findShow(showId))?.status;
      if (status !== "live" && status !== "paused") return false;
      return dropId === null || (await findDrop(dropId))?.closedAt === null;
    },
  };
  let stopJobs = async (): Promise<void> => undefined;
  return {
    handlers: { ...followsEdge(deps), ...notificationsEdge(deps) },
    followedSince: follows.followedSince,
    /** Everything that a person follows. */
    followsOf: follows.of,
    /** The browser of a session that ended gets no push messages any more. */
    forgetDevice: devices.removeOfSession,
    beginPreferences: preferences.begin,
    localeOf: preferences.localeOf,
    preferencesOf: preferences.of,
    setLocale: preferences.setLocale,
    tellTurn: (turn: Turn) => tellTurn(deps, turn),
    start(): void {
      stopJobs = parts.jobs.start(notificationJobs(deps));
    },
    stop: () => stopJobs(),
  };
};

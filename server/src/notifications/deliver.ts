import { createHash } from "node:crypto";
import { type NotificationPreferences, routes, type ShopCard } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { MailRefused, type SendMail } from "../mail/mail.ts";
import type { DeviceStore } from "./devices.store.ts";
import { writeLetter } from "./letter.ts";
import type { NotificationRecord, NotificationStore, Send } from "./notifications.store.ts";
import type { Outcome } from "./outcome.ts";
import type { PreferencesStore } from "./preferences.store.ts";
import type { Push } from "./push.ts";
import type { UnsubscribeTokens } from "./unsubscribe-token.ts";
import { wordingOf } from "./wording.ts";

export interface DeliverDeps {
  notifications: NotificationStore;
  preferences: PreferencesStore;
  devices: DeviceStore;
  unsubscribeTokens: UnsubscribeTokens;
  /** Null where none can be sent. */
  push: Push | null;
  sendMail: SendMail | null;
  publicUrl: URL;
  clock: Clock;
  log: Logger;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  findUser(userId: string): Promise<{ email: string } | null>;
  /** Whether what it tells of can still be seen or bought. */
  isOn(about: Pick<NotificationRecord, "occasion" | "showId" | "dropId">): Promise<boolean>;
}

/** Milliseconds until the next try, after each failed one; after the last the copy is given up. */
export const TRY_AGAIN_AFTER_MS = [5_000, 15_000, 45_000, 120_000, 300_000] as const;

/** Milliseconds that a notification is this server's: longer than all its copies take, which are sent side by side. */
export const CLAIM_MS = 60_000;

/** Everything that writing a copy needs. */
interface Errand {
  notification: NotificationRecord;
  preferences: NotificationPreferences;
  shop: ShopCard;
}

/** The same for every copy of a notification's push message, in the 32 characters that RFC 8030 allows a topic. */
const topicOf = ({ userId, occasion }: NotificationRecord): string =>
  createHash("sha256").update(`${userId} ${occasion}`).digest("base64url").slice(0, 32);

const aboutOf = ({ notification, shop }: Errand) => ({
  ...{ shop: shop.name, show: notification.showTitle, drop: notification.dropTitle },
});

const pushTo = async (
  { devices, push, clock }: DeliverDeps,
  errand: Errand,
  deviceId: string,
): Promise<Outcome> => {
  const { notification, preferences } = errand;
  const device = await devices.find(deviceId, notification.userId);
  if (!device || !push || !preferences.push[notification.kind]) return { kind: "gone" };
  const { locale } = preferences;
  const words = wordingOf(locale, notification.kind);
  const about = aboutOf(errand);
  const topic = topicOf(notification);
  const leftMs = notification.until.getTime() - clock.now();
  const outcome = await push.send(
    device.subscription,
    {
      ...{ title: words.title(about), body: words.body(about), locale },
      ...{ path: `/shows/${notification.showId}?from=notification`, tag: topic },
    },
    { ttlSeconds: Math.max(1, Math.ceil(leftMs / 1000)), topic },
  );
  if (outcome.kind === "gone") await devices.remove(deviceId, notification.userId);
  return outcome;
};

const mailTo = async (deps: DeliverDeps, errand: Errand): Promise<Outcome> => {
  const { findUser, sendMail, unsubscribeTokens, publicUrl } = deps;
  const { notification, preferences } = errand;
  const { id, userId, kind, showId } = notification;
  const user = await findUser(userId);
  if (!user || !sendMail || !preferences.email[kind]) return { kind: "gone" };
  const token = unsubscribeTokens.of({ userId, kind });
  try {
    await sendMail(
      writeLetter({
        ...{ id, to: user.email, locale: preferences.locale, kind, about: aboutOf(errand) },
        showUrl: new URL(`/shows/${showId}?from=mail`, publicUrl),
        preferencesUrl: new URL("/account/notifications", publicUrl),
        unsubscribe: {
          page: new URL(`/unsubscribe/${token}`, publicUrl),
          oneClick: new URL(routes.unsubscribe.path.replace(":token", token), publicUrl),
        },
      }),
    );
    return { kind: "sent" };
  } catch (error) {
    const why = error instanceof Error ? error.message : "no answer";
    return error instanceof MailRefused ? { kind: "refused", why } : { kind: "later", afterMs: 0, why };
  }
};

/** How a copy stands after an attempt, and in how many milliseconds it is tried again. */
const after = (send: Send, outcome: Outcome): { send: Send; againMs: number | null } => {
  const tries = send.tries + 1;
  switch (outcome.kind) {
    case "sent":
      return { send: { ...send, tries, state: "sent" }, againMs: null };
    case "gone":
      return { send: { ...send, tries, state: "dropped" }, againMs: null };
    case "refused":
      return { send: { ...send, tries, state: "dead" }, againMs: null };
    case "later": {
      const pause = TRY_AGAIN_AFTER_MS[send.tries];
      return pause === undefined
        ? { send: { ...send, tries, state: "dead" }, againMs: null }
        : { send: { ...send, tries }, againMs: Math.max(pause, outcome.afterMs) };
    }
  }
};

/** Whether it has become pointless to send it. */
const isOver = async ({ clock, isOn }: DeliverDeps, notification: NotificationRecord): Promise<boolean> =>
  clock.now() > notification.until.getTime() || !(await isOn(notification));

/**
 * Sends the copies of a claimed notification that are due, side by side. How each fares is kept as soon as it is known:
 * a server that dies in between leaves at most those copies to be sent a second time whose answers it was waiting for, and
 * devices and mailboxes know these by their tag and Message-ID.
 * @param until how long it is claimed
 */
export const deliver = async (
  deps: DeliverDeps,
  notification: NotificationRecord,
  until: Date,
): Promise<void> => {
  const { notifications, preferences, clock, cards, log } = deps;
  const { id, shopId, userId } = notification;
  const shop = (await cards([shopId])).get(shopId);
  const sends = [...notification.sends];
  if (!shop || (await isOver(deps, notification))) {
    const dropped = sends.map((send) =>
      send.state === "due" ? { ...send, state: "dropped" as const } : send,
    );
    await notifications.progress(id, until, dropped);
    return notifications.release(id, until, null);
  }
  const errand: Errand = { notification, shop, preferences: await preferences.of(userId) };

  let kept = Promise.resolve();
  const pauses = await Promise.all(
    sends.map(async (send, index) => {
      if (send.state !== "due") return null;
      const { deviceId } = send;
      const outcome = await (deviceId === null ? mailTo(deps, errand) : pushTo(deps, errand, deviceId));
      const next = after(send, outcome);
      sends[index] = next.send;
      const about = { notificationId: id, deviceId, tries: next.send.tries };
      if (next.send.state === "dead") log.error({ ...about, outcome }, "notifications: a copy was given up");
      else if (outcome.kind === "later")
        log.warn({ ...about, outcome }, "notifications: a copy is tried again");
      // One write after the other, so that an older state never comes last.
      kept = kept.then(() => notifications.progress(id, until, sends));
      await kept;
      return next.againMs;
    }),
  );
  const waiting = pauses.filter((pause) => pause !== null);
  const nextAt = waiting.length === 0 ? null : new Date(clock.now() + Math.min(...waiting));
  await notifications.release(id, until, nextAt);
};

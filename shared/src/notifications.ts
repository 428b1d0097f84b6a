import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Locale, TimeZone } from "./locale.ts";
import { ShopCard } from "./shops.ts";

/**
 * Why somebody is told: a shop they follow is live, a show they saved starts, a drop they wish for opens, units are held for
 * them because their turn in a line has come.
 */
export const notificationKinds = ["shopLive", "savedShow", "wishedDrop", "lineTurn"] as const;
export const NotificationKind = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** Why it stands in the list and went nowhere else. */
export const withholdings = ["quietHours", "cap", "late"] as const;
export const Withholding = z.enum(withholdings);
export type Withholding = z.infer<typeof Withholding>;

/** What happens once: `show:<id>` begins, `drop:<id>` opens, the hold `turn:<id>` is offered. A person has at most one notification of it. */
export const Occasion = z.string().regex(/^(show|drop|turn):[0-9a-f]{24}$/, "This is not an occasion.");

export const Notification = z.object({
  id: Id,
  occasion: Occasion,
  kind: NotificationKind,
  shop: ShopCard,
  show: z.object({ id: Id, title: z.string() }),
  /** Null unless it is about a drop. */
  drop: z.object({ id: Id, title: z.string() }).nullable(),
  at: Moment,
  read: z.boolean(),
  /** Null where it was sent by every channel that the person chose for it. */
  withheld: Withholding.nullable(),
});
export type Notification = z.infer<typeof Notification>;

/** Told to a person on all their pages. The rest of the list, and its ids, are read when it is looked at. */
export const NotificationNews = Notification.omit({ id: true });
export type NotificationNews = z.infer<typeof NotificationNews>;

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time is written like 22:00.");

/** From one time of day to another, in the person's time zone; over midnight when `to` is the earlier one. */
export const QuietHours = z.strictObject({
  from: ClockTime,
  to: ClockTime,
  /** Whether a saved show and a wished drop, asked for one by one, are told of all the same. A turn in line always is: it is over in minutes. */
  exceptAskedFor: z.boolean(),
});
export type QuietHours = z.infer<typeof QuietHours>;

/** More a day than anybody reads. */
export const MAX_PER_DAY = 50;

const Kinds = z.strictObject({
  shopLive: z.boolean(),
  savedShow: z.boolean(),
  wishedDrop: z.boolean(),
  lineTurn: z.boolean(),
});

/** How a person wants to be told. The list in the page has everything, whatever is chosen here. */
export const NotificationPreferences = z.strictObject({
  locale: Locale,
  timeZone: TimeZone,
  /** Null: none. */
  quietHours: QuietHours.nullable(),
  /** At most so many are sent within 24 hours, whatever their channels. */
  perDay: z
    .int("A number of notifications is a whole number.")
    .min(1, "At least one a day; switch the channels off to get none.")
    .max(MAX_PER_DAY, `At most ${MAX_PER_DAY} a day.`),
  /** To the devices that the person added. */
  push: Kinds,
  email: Kinds,
});
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/;

/** Devices of one person that push messages go to; a further one takes the place of the oldest. */
export const MAX_DEVICES = 10;

/** A browser's push subscription, as `PushSubscription.toJSON` gives it (W3C Push API; keys of RFC 8291). */
export const PushSubscription = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000, "This push address is too long."),
  keys: z.strictObject({
    /** An uncompressed point on P-256: 65 bytes. */
    p256dh: z.string().min(87).max(88).regex(BASE64URL),
    /** 16 bytes. */
    auth: z.string().min(22).max(24).regex(BASE64URL),
  }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** A browser that push messages go to. */
export const Device = z.object({
  id: Id,
  /** What it is, as far as its browser says, such as "Chrome, Android". */
  name: z.string(),
  addedAt: Moment,
  /** Whether the page that asks is open in it. */
  current: z.boolean(),
});
export type Device = z.infer<typeof Device>;

/** What a push message says, encrypted for the device. */
export const PushPayload = z.object({
  title: z.string(),
  body: z.string(),
  /** The path that a tap opens. */
  path: z.string(),
  /** The same for every copy of one notification: a second replaces the first, silently. */
  tag: z.string(),
  locale: Locale,
});
export type PushPayload = z.infer<typeof PushPayload>;

import { z } from "zod";
import { Id } from "../ids.ts";
import {
  Device,
  Notification,
  NotificationKind,
  NotificationPreferences,
  PushSubscription,
} from "../notifications.ts";
import { Done, ids, list, Page, route } from "./parts.ts";

/** What an unsubscribe link carries; nobody but the server can make one. */
const token = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_.-]{20,200}$/) });

/** What people are told, and how. */
export const notificationRoutes = {
  listNotifications: route({
    method: "GET",
    path: "/api/me/notifications",
    summary: "What I was told, newest first, and how much of it I have not read",
    access: "signed-in",
    query: Page,
    answer: z.object({ items: z.array(Notification), unread: z.int().nonnegative() }),
  }),
  readNotifications: route({
    method: "POST",
    path: "/api/me/notifications/read",
    summary: "Mark one notification as read, or all",
    access: "signed-in",
    body: z.strictObject({ id: Id.optional() }),
    answer: z.object({ unread: z.int().nonnegative() }),
  }),
  readPreferences: route({
    method: "GET",
    path: "/api/me/preferences",
    summary: "How I want to be told",
    access: "signed-in",
    answer: NotificationPreferences,
  }),
  setPreferences: route({
    method: "PUT",
    path: "/api/me/preferences",
    summary: "Choose how I want to be told",
    access: "signed-in",
    body: NotificationPreferences,
    answer: NotificationPreferences,
  }),
  listDevices: route({
    method: "GET",
    path: "/api/me/devices",
    summary: "The devices that my push messages go to",
    access: "signed-in",
    answer: list(Device),
  }),
  addDevice: route({
    method: "POST",
    path: "/api/me/devices",
    summary: "Send push messages to this browser too; again it answers the same",
    access: "signed-in",
    body: PushSubscription,
    answer: Device,
    refusals: ["PUSH_UNAVAILABLE", "PUSH_ADDRESS_REFUSED"],
  }),
  removeDevice: route({
    method: "DELETE",
    path: "/api/me/devices/:deviceId",
    summary: "Send no push messages to a device any more",
    access: "signed-in",
    params: ids("deviceId"),
    answer: Done,
  }),
  readUnsubscription: route({
    method: "GET",
    path: "/api/unsubscriptions/:token",
    summary: "What an unsubscribe link is about; asking changes nothing",
    access: "public",
    params: token,
    answer: z.object({ kind: NotificationKind, subscribed: z.boolean() }),
    refusals: ["NOT_FOUND"],
  }),
  unsubscribe: route({
    method: "POST",
    path: "/api/unsubscriptions/:token",
    summary:
      "Get no email of this kind any more, or none at all; as one click in a mail program does (RFC 8058)",
    access: "public",
    params: token,
    query: z.strictObject({ all: z.enum(["true"]).optional() }),
    answer: z.object({ kind: NotificationKind }),
    refusals: ["NOT_FOUND"],
  }),
} as const;

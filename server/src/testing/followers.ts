import { type NotificationPreferences, routes } from "@showdrop/shared";
import webPush from "web-push";
import { firstPreferences } from "../notifications/preferences.store.ts";
import type { Client, People } from "./harness.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { type Browser, type PushService, startPushService } from "./push-service.ts";

const keys = webPush.generateVAPIDKeys();

/** Where notifications go in tests. */
export interface Post {
  push: PushService;
  mail: MailServer;
  /** What a server needs to know to send there. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

export const startPost = async (): Promise<Post> => {
  const [push, mail] = await Promise.all([startPushService(), startMailServer()]);
  return {
    ...{ push, mail },
    env: {
      SMTP_URL: mail.url,
      MAIL_FROM: "Showdrop <hello@shop.example>",
      VAPID_PUBLIC_KEY: keys.publicKey,
      VAPID_PRIVATE_KEY: keys.privateKey,
      VAPID_SUBJECT: "mailto:hello@shop.example",
      PUSH_PRIVATE_ADDRESSES: "true",
    },
    async stop() {
      await Promise.all([push.stop(), mail.stop()]);
    },
  };
};

const all = { shopLive: true, savedShow: true, wishedDrop: true, lineTurn: true };

export interface Follower {
  client: Client;
  browser: Browser;
}

/** Somebody with a browser that takes push messages, who wants everything by every channel, at any time of day. */
export const follower = async (
  { person }: People,
  { push }: Post,
  name: string,
  wishes: Partial<NotificationPreferences> = {},
): Promise<Follower> => {
  const client = await person(name);
  const browser = push.browser();
  await client.must(routes.addDevice, { body: browser.subscription });
  await client.must(routes.setPreferences, {
    body: { ...firstPreferences({}), quietHours: null, push: all, email: all, ...wishes },
  });
  return { client, browser };
};

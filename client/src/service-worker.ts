// Receives push messages while no page of ours is open, shows them, and leads to the show on a tap. Answers pages when there
// is no network, and files that never change; whatever else is asked for, calls above all, it lets through untouched.

import { answer, forgetOthers, precache } from "./worker-caches.ts";

declare const self: ServiceWorkerGlobalScope;

interface Message {
  title: string;
  body: string;
  path: string;
  tag: string;
  locale: string;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** Small enough to be checked by hand: a schema library would be most of this file. */
const isMessage = (said: unknown): said is Message =>
  typeof said === "object" &&
  said !== null &&
  ["title", "body", "path", "tag", "locale"].every((name) => isText(Reflect.get(said, name)));

const read = (data: PushMessageData | null): Message | null => {
  try {
    const said: unknown = data?.json();
    return isMessage(said) ? said : null;
  } catch {
    return null;
  }
};

/** A page of this site, whatever the message says. */
const addressOf = (path: unknown): string => {
  const url = new URL(isText(path) ? path : "/", self.location.origin);
  return url.origin === self.location.origin ? url.href : `${self.location.origin}/`;
};

/** An address without where somebody came from: the same page, however it was reached. */
const pageAt = (url: string): string => url.split(/[?#]/, 1)[0] ?? url;

const pages = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });

const show = async (data: PushMessageData | null): Promise<void> => {
  const message = read(data);
  if (!message) return self.registration.showNotification("Showdrop", { icon: "/icons/icon-192.png" });
  const address = addressOf(message.path);
  // Who is looking at it already sees it begin.
  const watching = (await pages()).some(
    ({ url, visibilityState }) => visibilityState === "visible" && pageAt(url) === pageAt(address),
  );
  if (watching) return;
  // A second copy of the same message takes the place of the first, without a sound.
  await self.registration.showNotification(message.title, {
    body: message.body,
    tag: message.tag,
    lang: message.locale,
    icon: "/icons/icon-192.png",
    data: { path: message.path },
  });
};

const open = async (address: string): Promise<void> => {
  const page = (await pages()).find(({ url }) => pageAt(url) === pageAt(address));
  if (page) await page.focus();
  else await self.clients.openWindow(address);
};

self.addEventListener("install", (event) => event.waitUntil(precache()));

// A new one waits until every page of the old is closed: no page finds another build's files under its feet.
self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      await forgetOthers();
      // The page is asked for while this worker starts, not after it.
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  ),
);

self.addEventListener("fetch", (event) => {
  const answered = answer(event);
  if (answered !== null) event.respondWith(answered);
});

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  const path = typeof data === "object" && data !== null ? Reflect.get(data, "path") : "/";
  event.waitUntil(open(addressOf(path)));
});

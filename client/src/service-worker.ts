// Receives push messages while no page of ours is open, shows them, and leads to the show on a tap.

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

const pages = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });

const show = async (data: PushMessageData | null): Promise<void> => {
  const message = read(data);
  if (!message) return self.registration.showNotification("Showdrop", { icon: "/icon.svg" });
  const address = addressOf(message.path);
  // Who is looking at it already sees it begin.
  const watching = (await pages()).some(
    ({ url, visibilityState }) => visibilityState === "visible" && url.split(/[?#]/, 1)[0] === address,
  );
  if (watching) return;
  // A second copy of the same message takes the place of the first, without a sound.
  await self.registration.showNotification(message.title, {
    body: message.body,
    tag: message.tag,
    lang: message.locale,
    icon: "/icon.svg",
    data: { path: message.path },
  });
};

const open = async (address: string): Promise<void> => {
  const page = (await pages()).find(({ url }) => url === address);
  if (page) await page.focus();
  else await self.clients.openWindow(address);
};

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  const path = typeof data === "object" && data !== null ? Reflect.get(data, "path") : "/";
  event.waitUntil(open(addressOf(path)));
});

export {};

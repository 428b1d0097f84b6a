import { PushSubscription as Subscription } from "@showdrop/shared";

/** Where the service worker is; it must stand at the root to answer for every page. */
const WORKER = "/sw.js";

/** Whether this browser knows push messages at all. */
export const canPush = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const subscribe = async (manager: PushManager, key: string): Promise<PushSubscription> => {
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    // It is subscribed with a key that this Showdrop had before.
    const before = await manager.getSubscription();
    if (!before) throw error;
    await before.unsubscribe();
    return manager.subscribe(options);
  }
};

/** Asks the browser, which asks the person, and subscribes. Null when they say no; throws when the browser cannot. */
export const subscribeToPush = async (key: string): Promise<Subscription | null> => {
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  const { endpoint, keys } = (await subscribe(pushManager, key)).toJSON();
  return Subscription.parse({ endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } });
};

/** Ends the subscription in the browser itself; the server forgets it by itself or by its next message. */
export const unsubscribeFromPush = async (): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
};

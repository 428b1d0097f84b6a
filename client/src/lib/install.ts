import { useSyncExternalStore } from "react";

/** What Chromium hands over when a site can be installed; no type library knows it yet. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

const isInstallEvent = (event: Event): event is InstallEvent => "prompt" in event;

let offer: InstallEvent | null = null;
const listeners = new Set<() => void>();
const set = (next: InstallEvent | null): void => {
  offer = next;
  for (const changed of listeners) changed();
};

/** Takes the browser's offer to install the site, so that the person is asked when they look for it and not before. */
export const awaitOffer = (): void => {
  window.addEventListener("beforeinstallprompt", (event) => {
    if (!isInstallEvent(event)) return;
    event.preventDefault();
    set(event);
  });
  window.addEventListener("appinstalled", () => set(null));
};

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** Asks the browser to install the site; null while it does not offer that, or it is installed. */
export const useInstall = (): (() => void) | null => {
  const now = useSyncExternalStore(
    subscribe,
    () => offer,
    () => null,
  );
  if (!now) return null;
  return () => {
    // An offer is good for one question.
    set(null);
    void now.prompt();
  };
};

/** Milliseconds after which the service worker is fetched: a page's own things come first. */
const LATER_MS = 3_000;

/** Has the browser keep what a page without a network needs. Not where the page stands in another site's. */
export const keepOffline = (): void => {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator) || window.top !== window) return;
  const register = () => {
    navigator.serviceWorker.register("/sw.js").catch((error: unknown) => console.warn("offline", error));
  };
  const later = () => setTimeout(register, LATER_MS);
  // What draws the page is fetched by itself and often comes after the page counts as loaded.
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later, { once: true });
};

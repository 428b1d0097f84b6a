import type { EmbedNews } from "@showdrop/shared";
import { inBrowser } from "../../lib/in-browser.ts";

/** The origin of the page that the player stands in; null where the browser does not say, and then it is told nothing. */
const pageAround = (): string | null => {
  if (window.parent === window) return null;
  const [nearest] = window.location.ancestorOrigins ?? [];
  return nearest ?? URL.parse(document.referrer)?.origin ?? null;
};

/** Tells the page around what happens in the show, and nothing of the person who watches it. */
export const tellPage = (event: EmbedNews["event"], showId: string | null): void => {
  const around = pageAround();
  const news: EmbedNews = { source: "showdrop", event, showId };
  if (around !== null && around !== "null") window.parent.postMessage(news, around);
};

/** A window over the page: as large as a phone, which every page of ours knows. */
const POPUP = "popup,width=440,height=820";

/** Marks a window that the player opened, so that the two may know of each other. */
const FROM = "from";

/**
 * Opens one of our pages where a person is signed in and can buy: cookies do not come into another site's frame. A shop
 * that named its sites gets a window over the page; on any other site a tab shows in its address bar where one is.
 */
export const openSite = (path: string, trusted: boolean): void => {
  const url = new URL(path, window.location.origin);
  url.searchParams.set(FROM, "embed");
  window.open(url, "_blank", trusted ? POPUP : "");
};

/** Whether this page was opened by a player; read once, as the address changes while somebody signs in. */
const openedByPlayer = inBrowser && new URLSearchParams(window.location.search).get(FROM) === "embed";

/** Tells the player that opened this window of a paid order. Only a page of our own hears it. */
export const tellPlayer = (showId: string): void => {
  if (!openedByPlayer || !window.opener) return;
  const news: EmbedNews = { source: "showdrop", event: "order", showId };
  // Typed by the browser as anything: it is the window that opened this one, whosever it is by now.
  const opener: Window = window.opener;
  opener.postMessage(news, window.location.origin);
};

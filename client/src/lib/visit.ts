import { type CameFrom, MOST_OF_CAMPAIGN, MOST_OF_HOST, type OwnPage, type Visit } from "@showdrop/shared";
import { keep, kept } from "./kept.ts";

/** The path that was shown before the one that is; null on the first page of a visit. */
let before: string | null = null;
let shown: string | null = null;

/** Told of every page that is shown here, so that a show knows which one led to it. */
export const passPage = (pathname: string): void => {
  if (pathname === shown) return;
  before = shown;
  shown = pathname;
};

/** Which of the platform's pages a path is, as reports name them. */
const pageAt = (pathname: string): OwnPage => {
  if (pathname === "/") return "home";
  if (pathname.startsWith("/@")) return "shop";
  if (pathname.startsWith("/products/")) return "product";
  if (pathname.startsWith("/search")) return "search";
  return "other";
};

/** What somebody wrote into an address, as a word that a report can show; null when nothing is left of it. */
const cleaned = (text: string | null): string | null =>
  text
    ?.normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, "")
    .replace(/^[ ._-]+/, "")
    .slice(0, MOST_OF_CAMPAIGN)
    .trim() || null;

/** Whether this browser asks not to be followed (Global Privacy Control, and Do Not Track before it). */
const asksNotToBeFollowed = (): boolean =>
  ("globalPrivacyControl" in navigator && navigator.globalPrivacyControl === true) ||
  navigator.doNotTrack === "1";

/**
 * Where somebody came from: the link in a mail or a notification, a campaign's link, a page of the platform, another site.
 * Of another site only its host is kept.
 */
export const cameFrom = (
  address: string,
  { referrer, previous }: { referrer: string; previous: string | null },
): CameFrom => {
  const { searchParams, origin } = new URL(address);
  const own = searchParams.get("from");
  if (own === "mail" || own === "notification") return { kind: "own", page: own };
  const source = cleaned(searchParams.get("utm_source"));
  if (source) return { kind: "campaign", source, medium: cleaned(searchParams.get("utm_medium")) };
  if (previous !== null) return { kind: "own", page: pageAt(previous) };
  if (!URL.canParse(referrer)) return { kind: "direct" };
  const from = new URL(referrer);
  if (from.origin === origin) return { kind: "own", page: pageAt(from.pathname) };
  const host = from.host.toLowerCase().replace(/^www\./, "");
  return host === "" || host.length > MOST_OF_HOST ? { kind: "direct" } : { kind: "site", host };
};

/** 128 random bits, kept for as long as this browser keeps anything. */
let visitor: string | null = null;
const visitorId = (): string => {
  visitor ??= kept("visitor");
  if (!visitor || !/^[0-9a-f]{32}$/.test(visitor)) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    visitor = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    keep("visitor", visitor);
  }
  return visitor;
};

/** What this page says of itself when it enters a show. */
export const visitNow = (): Visit => ({
  visitor: visitorId(),
  from: asksNotToBeFollowed()
    ? { kind: "untold" }
    : cameFrom(location.href, { referrer: document.referrer, previous: before }),
});

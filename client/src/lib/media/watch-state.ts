import type { Refusal } from "@showdrop/shared";
import { idleLink, type Link, type LinkEvent, nextLink } from "./link.ts";

/** What a viewer's page knows about the stream. */
export interface Watch {
  link: Link;
  hostPresent: boolean;
  /** Picture or sound arrives. */
  flowing: boolean;
  /** It has played before: what interrupts it now is a reconnection. */
  played: boolean;
}

export const noWatch: Watch = { link: idleLink, hostPresent: false, flowing: false, played: false };

export type WatchEvent = LinkEvent | { type: "host"; present: boolean } | { type: "flow"; flowing: boolean };

export const nextWatch = (watch: Watch, event: WatchEvent): Watch => {
  switch (event.type) {
    case "host":
      return { ...watch, hostPresent: event.present };
    case "flow":
      return { ...watch, flowing: event.flowing, played: watch.played || event.flowing };
    case "started":
      return { ...noWatch, link: nextLink(watch.link, event) };
    default:
      return { ...watch, link: nextLink(watch.link, event) };
  }
};

export type WatchView =
  | "connecting"
  | "playing"
  | "waiting-for-host"
  | "reconnecting"
  | "ended"
  | "removed"
  | "refused";

/** The one word that a viewer is shown. */
export const viewOf = ({ link, hostPresent, flowing, played }: Watch): WatchView => {
  switch (link.phase) {
    case "idle":
    case "connecting":
      return "connecting";
    case "lost":
      return "reconnecting";
    case "open":
      if (flowing) return "playing";
      if (!hostPresent) return "waiting-for-host";
      return played ? "reconnecting" : "connecting";
    case "closed":
      return closedView(link);
  }
};

const closedView = ({ closedBy, refusal }: Link): WatchView => {
  if (closedBy === "removed" || refusal?.code === "BANNED") return "removed";
  if (refusal && refusal.code !== "SHOW_ENDED") return "refused";
  return "ended";
};

/** The refusal that is worth showing: an ended show and a removal have views of their own. */
export const refusalOf = (watch: Watch): Refusal | null =>
  viewOf(watch) === "refused" ? watch.link.refusal : null;

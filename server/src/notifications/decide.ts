import type { NotificationKind, NotificationPreferences, Withholding } from "@showdrop/shared";
import { isQuiet } from "./quiet-hours.ts";

/** Milliseconds after which nobody is told by push or email any more that something began: it is old news, and a reason to switch them off. */
export const LATE_AFTER_MS = 15 * 60_000;

/** The time over which the cap counts, in milliseconds: a day, wherever the person is. */
export const CAP_WITHIN_MS = 24 * 3_600_000;

export interface Question {
  kind: NotificationKind;
  /** From when on it is of no use, and now: milliseconds since 1970. */
  until: number;
  now: number;
  preferences: NotificationPreferences;
  /** Notifications that were sent to the person within `CAP_WITHIN_MS`. */
  sent: number;
  /** Whether the person can be reached so at all. */
  reachable: { push: boolean; email: boolean };
}

export interface Decision {
  push: boolean;
  email: boolean;
  withheld: Withholding | null;
}

/** Whether and how somebody is told beyond their list, decided once, when it happens; see docs/decisions/0015. */
export const decide = ({ kind, until, now, preferences, sent, reachable }: Question): Decision => {
  const push = reachable.push && preferences.push[kind];
  const email = reachable.email && preferences.email[kind];
  const withhold = (withheld: Withholding | null): Decision => ({ push: false, email: false, withheld });
  if (!push && !email) return withhold(null);
  if (now > until) return withhold("late");
  const { quietHours, timeZone, perDay } = preferences;
  const askedFor = kind === "savedShow" || kind === "wishedDrop";
  // Nobody stands in line to hear of their turn in the morning, when it is over.
  const passes = kind === "lineTurn" || (askedFor && quietHours?.exceptAskedFor);
  if (quietHours && !passes && isQuiet(quietHours, timeZone, now)) return withhold("quietHours");
  return sent >= perDay ? withhold("cap") : { push, email, withheld: null };
};

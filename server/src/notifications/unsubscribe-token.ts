import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { type NotificationKind, notificationKinds } from "@showdrop/shared";

/** Whose emails of which kind a link ends. */
export interface Unsubscription {
  userId: string;
  kind: NotificationKind;
}

const SHAPE = /^([0-9a-f]{24})\.([A-Za-z]+)\.([A-Za-z0-9_-]{43})$/;

export interface UnsubscribeTokens {
  of(what: Unsubscription): string;
  /** Null for what this server did not sign. */
  read(token: string): Unsubscription | null;
}

/**
 * What stands in the unsubscribe link of an email. It works without signing in and for ever, as the law wants of such a
 * link; it can do nothing else, and nobody makes one without the server's secret.
 */
export const createUnsubscribeTokens = (serverSecret: string): UnsubscribeTokens => {
  const secret = Buffer.from(hkdfSync("sha256", serverSecret, "", "showdrop unsubscribe links", 32));
  const of = ({ userId, kind }: Unsubscription): string => {
    const mac = createHmac("sha256", secret).update(`${userId}.${kind}`).digest("base64url");
    return `${userId}.${kind}.${mac}`;
  };
  return {
    of,
    read(token) {
      const [, userId, name] = SHAPE.exec(token) ?? [];
      const kind = notificationKinds.find((each) => each === name);
      if (userId === undefined || kind === undefined) return null;
      const [right, given] = [Buffer.from(of({ userId, kind })), Buffer.from(token)];
      return right.length === given.length && timingSafeEqual(right, given) ? { userId, kind } : null;
    },
  };
};

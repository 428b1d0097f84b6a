import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export interface OrderKeys {
  of(orderId: string): string;
  /** Whether this server made the key, for this order. */
  fits(orderId: string, key: string): boolean;
}

/** What stands in the links of an order's mails: whoever got the mail sees the order without signing in, and only that one. */
export const createOrderKeys = (serverSecret: string): OrderKeys => {
  const secret = Buffer.from(hkdfSync("sha256", serverSecret, "", "showdrop order links", 32));
  const of = (orderId: string): string => createHmac("sha256", secret).update(orderId).digest("base64url");
  return {
    of,
    fits(orderId, key) {
      const [right, given] = [Buffer.from(of(orderId)), Buffer.from(key)];
      return right.length === given.length && timingSafeEqual(right, given);
    },
  };
};

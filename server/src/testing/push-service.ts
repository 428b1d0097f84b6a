import { createECDH, randomBytes } from "node:crypto";
import type { PushSubscription } from "@showdrop/shared";

/** A subscription as a browser makes it, at an address where nobody answers. */
export const sampleSubscription: PushSubscription = {
  endpoint: "https://push.example/send/one-browser",
  keys: {
    p256dh: createECDH("prime256v1").generateKeys("base64url"),
    auth: randomBytes(16).toString("base64url"),
  },
};

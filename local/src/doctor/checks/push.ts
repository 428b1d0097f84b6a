import { createECDH } from "node:crypto";
import { bad, type Check, good, skipped } from "../check.ts";

/** The public half of a P-256 key in base64url; undefined for what is none. */
const publicHalf = (privateKey: string): string | undefined => {
  const pair = createECDH("prime256v1");
  try {
    pair.setPrivateKey(privateKey, "base64url");
    return pair.getPublicKey("base64url");
  } catch {
    return undefined;
  }
};

export const push: Check = {
  name: "Push",
  after: [],
  look: async ({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT }) => {
    const all = { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT };
    const missing = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [name] : []));
    if (missing.length === Object.keys(all).length)
      return [skipped("no keys are set up: nobody gets push messages")];
    if (missing.length > 0)
      return [bad(`${missing.join(", ")} is not set, and others are`, "Set all three VAPID_…, or none.")];
    if (publicHalf(VAPID_PRIVATE_KEY ?? "") !== VAPID_PUBLIC_KEY)
      return [
        bad(
          "VAPID_PUBLIC_KEY is not the other half of VAPID_PRIVATE_KEY",
          "Copy both anew from where they were made. New ones can be made with npx web-push generate-vapid-keys, but browsers that subscribed with the old ones must do so again.",
        ),
      ];
    return [good("both halves of the key fit")];
  },
};

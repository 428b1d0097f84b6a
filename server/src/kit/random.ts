import { createHash, randomBytes } from "node:crypto";

/** An unguessable text of `bytes` random bytes, safe in URLs and cookies. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString("base64url");

/** What is kept of a secret that only its owner may know. Fit for random secrets, not for passwords. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

import type { Call } from "./call.ts";
import { done, fail, type Outcome } from "./errors.ts";

export interface Keys {
  secret: string;
  publishable: string;
}

/** Who calls, by `Authorization: Bearer KEY` or `Basic base64(KEY:)`. */
export function identify(keys: Keys, authorization: string | undefined): Outcome<Call["caller"]> {
  const key = keyOf(authorization);
  if (key === null) {
    return refuseKey(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (key === keys.secret) return done("secret");
  if (key === keys.publishable) return done("publishable");
  return refuseKey(`Invalid API Key provided: ${redact(key)}`);
}

export function secretKeyRequired() {
  return fail(401, {
    type: "invalid_request_error",
    code: "secret_key_required",
    message: "This API call cannot be made with a publishable API key. Please use a secret API key.",
  });
}

function keyOf(authorization: string | undefined): string | null {
  const [, scheme = "", credentials = ""] = /^(\S+)\s+(\S+)$/.exec(authorization ?? "") ?? [];
  switch (scheme.toLowerCase()) {
    case "bearer":
      return credentials;
    case "basic":
      return Buffer.from(credentials, "base64").toString().split(":")[0] || null;
    default:
      return null;
  }
}

function refuseKey(message: string) {
  return fail(401, { type: "invalid_request_error", message });
}

function redact(key: string): string {
  return key.length <= 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}${"*".repeat(8)}${key.slice(-4)}`;
}

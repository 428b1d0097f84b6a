import { createHash } from "node:crypto";
import type { Clock } from "./clock.ts";
import { type ApiError, fail } from "./errors.ts";
import type { FormFields, FormValue } from "./form.ts";
import type { Store } from "./store.ts";

/** What was answered under a key; `id` is the key. */
export interface SavedAnswer {
  id: string;
  fingerprint: string;
  endpoint: string;
  status: number;
  body: string;
  created: number;
}

const KEY_LIFETIME_SECONDS = 24 * 3600; // Stripe forgets a key after a day
const MAX_KEY_LENGTH = 255; // Stripe's limit

type Begun =
  | { kind: "fresh" }
  | { kind: "replay"; saved: SavedAnswer }
  | { kind: "refused"; error: ApiError };

export interface Idempotency {
  /** Claims a key for one request. A `fresh` claim must be ended, whatever happens. */
  begin(key: string, endpoint: string, fingerprint: string): Begun;
  /** Keeps the answer, in the same transaction as what it answers for. */
  save(answer: Omit<SavedAnswer, "created">): void;
  end(key: string): void;
}

export function createIdempotency(store: Store, clock: Clock): Idempotency {
  const inProgress = new Set<string>();
  return {
    begin(key, endpoint, fingerprint) {
      if (key.length > MAX_KEY_LENGTH) {
        return refused(
          400,
          "idempotency_error",
          `Idempotency keys are at most ${MAX_KEY_LENGTH} characters long.`,
        );
      }
      if (inProgress.has(key)) {
        return refused(
          409,
          "invalid_request_error",
          `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
          "idempotency_key_in_use",
        );
      }
      const saved = store.get("answer", key);
      if (saved && clock.now() - saved.created < KEY_LIFETIME_SECONDS) {
        if (saved.endpoint !== endpoint) {
          return refused(
            400,
            "idempotency_error",
            `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${endpoint}' vs '${saved.endpoint}'). Try using a key other than '${key}' if you meant to execute a different request.`,
          );
        }
        if (saved.fingerprint !== fingerprint) {
          return refused(
            400,
            "idempotency_error",
            `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
          );
        }
        return { kind: "replay", saved };
      }
      inProgress.add(key);
      return { kind: "fresh" };
    },
    save: (answer) => void store.put("answer", { ...answer, created: clock.now() }),
    end: (key) => void inProgress.delete(key),
  };
}

function refused(
  status: number,
  type: "idempotency_error" | "invalid_request_error",
  message: string,
  code?: string,
): Begun {
  const { error } = fail(status, { type, message, ...(code !== undefined && { code }) });
  return { kind: "refused", error };
}

/** The same for the same parameters, in whatever order they were sent. */
export function fingerprintOf(caller: string, fields: FormFields): string {
  return createHash("sha256")
    .update(`${caller} ${canonical(fields)}`)
    .digest("hex");
}

function canonical(value: FormValue): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join()}}`;
}

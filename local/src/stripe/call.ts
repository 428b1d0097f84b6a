import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { Store } from "./store.ts";

/** What a verb works with: the account it changes, and the request on whose behalf. */
export interface Call {
  store: Store;
  clock: Clock;
  faults: Faults;
  /** Null when the simulator acts by itself, as when time passes. */
  requestId: string | null;
  idempotencyKey: string | null;
  /** Where the caller reaches the simulator, for the links that it hands out. */
  baseUrl: string;
  caller: "secret" | "publishable";
  /** The connected account on whose behalf the platform calls (`Stripe-Account`); null for itself. */
  account: string | null;
}

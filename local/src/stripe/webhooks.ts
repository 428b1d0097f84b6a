import { createHmac } from "node:crypto";
import { ENDPOINT_SETTING } from "./events.ts";
import type { Faults, WebhookBehaviour, WebhookRule } from "./faults.ts";
import type { Store } from "./store.ts";

/** One event on its way to the endpoint. `body` is what is signed and sent. */
export interface Delivery {
  id: string;
  event: string;
  type: string;
  body: string;
  state: "pending" | "held" | "delivered" | "dropped" | "failed";
  attempts: Attempt[];
}

interface Attempt {
  /** Milliseconds since 1970, the machine's time. */
  at: number;
  status: number | null;
  error: string | null;
}

/** Stripe retries for days; a shop on the same machine is back within seconds, or restarted by a person. */
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 3000;
const MAX_ATTEMPTS = 120; // about six minutes
const ANSWER_TIMEOUT_MS = 10_000;

export interface Webhooks {
  /** Sends what was recorded since the last call. */
  wake(): void;
  /** Sends what is held; one after the other, so that the order asked for is the order of arrival. */
  release(order: "forward" | "reverse"): number;
  /** Sends an event again, whatever became of it. False when it was never meant for the endpoint. */
  redeliver(event: string): boolean;
  /** Forgets everything under way, with the store about to be cleared. */
  reset(): void;
  stop(): Promise<void>;
}

export function createWebhooks(store: Store, faults: Faults, secret: string): Webhooks {
  let underWay = new AbortController();
  let cursor: string | undefined;
  const gathering = new Map<WebhookRule, string[]>();
  const sending = new Set<Promise<void>>();

  function wake(): void {
    for (const delivery of store.walk("delivery", "oldest", cursor)) {
      cursor = delivery.id;
      if (delivery.state === "pending") plan(delivery);
    }
  }

  function plan(delivery: Delivery): void {
    const taken = faults.takeWebhook(delivery.type);
    if (!taken) {
      track(send(delivery.id));
      return;
    }
    const { behaviour } = taken;
    switch (behaviour.kind) {
      case "drop":
        store.put("delivery", { ...delivery, state: "dropped" });
        break;
      case "hold":
        store.put("delivery", { ...delivery, state: "held" });
        break;
      case "reorder":
        store.put("delivery", { ...delivery, state: "held" });
        gather(delivery.id, taken.rule, taken.remaining);
        break;
      case "duplicate":
        track(Promise.all([send(delivery.id), send(delivery.id)]));
        break;
      case "delay":
        track(pause(behaviour.milliseconds).then(() => send(delivery.id)));
        break;
      case "forge":
      case "stale":
        track(send(delivery.id, behaviour));
        break;
    }
  }

  function gather(id: string, rule: WebhookRule, remaining: number): void {
    const gathered = [...(gathering.get(rule) ?? []), id];
    gathering.set(rule, gathered);
    if (remaining > 0) return;
    gathering.delete(rule);
    track(sendInOrder(gathered.toReversed()));
  }

  async function sendInOrder(ids: readonly string[]): Promise<void> {
    for (const id of ids) await send(id);
  }

  /** Tries until the endpoint answers 2xx, with longer and longer pauses. `first` spoils the first attempt. */
  async function send(id: string, first?: WebhookBehaviour): Promise<void> {
    const { signal } = underWay;
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      if (tries > 0) await pause(Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), LONGEST_RETRY_MS));
      const delivery = signal.aborted ? undefined : store.get("delivery", id);
      if (!delivery) return;
      const attempt = await post(delivery.body, tries === 0 ? first : undefined, signal);
      if (signal.aborted) return;
      const delivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
      note(id, attempt, delivered ? "delivered" : tries + 1 < MAX_ATTEMPTS ? "pending" : "failed");
      if (delivered) return;
    }
  }

  /** The store is read anew: a duplicate may have written meanwhile. */
  function note(id: string, attempt: Attempt, state: Delivery["state"]): void {
    const delivery = store.get("delivery", id);
    if (!delivery) return;
    const known = delivery.state === "delivered" ? "delivered" : state;
    store.put("delivery", { ...delivery, state: known, attempts: [...delivery.attempts, attempt] });
    const event = store.get("event", delivery.event);
    if (event && known === "delivered") store.put("event", { ...event, pending_webhooks: 0 });
  }

  async function post(
    body: string,
    spoil: WebhookBehaviour | undefined,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const at = Date.now();
    const url = store.get("setting", ENDPOINT_SETTING)?.value;
    if (url === undefined) return { at, status: null, error: "no endpoint is set" };
    const age = spoil?.kind === "stale" ? spoil.seconds : 0;
    const key = spoil?.kind === "forge" ? "whsec_forged" : secret;
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Stripe-Signature": sign(body, key, Math.floor(at / 1000) - age),
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return { at, status: response.status, error: null };
    } catch (fault) {
      return { at, status: null, error: describe(fault) };
    }
  }

  function track(work: Promise<unknown>): void {
    const settled = work.then(
      () => {},
      (fault: unknown) => {
        console.error("webhook delivery failed:", fault);
      },
    );
    sending.add(settled);
    void settled.finally(() => sending.delete(settled));
  }

  /** Ends early when everything under way is called off. */
  function pause(milliseconds: number): Promise<void> {
    const { signal } = underWay;
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(finish, milliseconds);
      function finish() {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        resolve();
      }
      signal.addEventListener("abort", finish);
    });
  }

  return {
    wake,
    release(order) {
      const held = [...store.walk("delivery", "oldest")].filter((delivery) => delivery.state === "held");
      for (const delivery of held) store.put("delivery", { ...delivery, state: "pending" });
      gathering.clear();
      const ids = held.map((delivery) => delivery.id);
      track(sendInOrder(order === "reverse" ? ids.toReversed() : ids));
      return held.length;
    },
    redeliver(event) {
      for (const delivery of store.walk("delivery", "newest")) {
        if (delivery.event !== event) continue;
        track(send(delivery.id));
        return true;
      }
      return false;
    },
    reset() {
      underWay.abort();
      underWay = new AbortController();
      cursor = undefined;
      gathering.clear();
    },
    async stop() {
      underWay.abort();
      await Promise.all(sending);
    },
  };
}

/** `Stripe-Signature`: HMAC-SHA256 over the time and the body. */
export function sign(body: string, secret: string, seconds: number): string {
  const digest = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${digest}`;
}

function describe(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  return fault.cause instanceof Error ? fault.cause.message : fault.message;
}

import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { type StripeSimulatorOptions, startStripeSimulator } from "./app.ts";

export const SECRET_KEY = "sk_test_simulated";
export const PUBLISHABLE_KEY = "pk_test_simulated";
export const WEBHOOK_SECRET = "whsec_simulated";

/** A simulator of the test's own, with the official SDK pointed at it. */
export async function simulate(options: Partial<StripeSimulatorOptions> = {}) {
  const simulator = await startStripeSimulator({
    port: 0,
    secretKey: SECRET_KEY,
    publishableKey: PUBLISHABLE_KEY,
    webhookSecret: WEBHOOK_SECRET,
    ...options,
  });
  const stop = onlyOnce(() => simulator.stop());
  onTestFinished(stop);
  return {
    url: simulator.url,
    stop,
    stripe: sdk(simulator.url, SECRET_KEY),
    browser: sdk(simulator.url, PUBLISHABLE_KEY),
    control: (method: "GET" | "POST" | "PUT", path: string, body?: object) =>
      control(simulator.url, method, path, body),
  };
}

/** The official SDK. Without retries, so that a test sees each answer. */
export function sdk(url: string, key: string, maxNetworkRetries = 0): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: "http", telemetry: false, maxNetworkRetries });
}

async function control(url: string, method: string, path: string, body?: object) {
  const response = await fetch(`${url}/_control${path}`, {
    method,
    headers: { Authorization: `Bearer ${SECRET_KEY}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** A shop's webhook endpoint: checks signatures with the SDK, keeps the genuine events in order of arrival. */
export async function receive() {
  const events: Stripe.Event[] = [];
  const refused: string[] = [];
  let status = 200;
  let arrived = Promise.withResolvers<void>();
  const server = createServer(async (req, res) => {
    const body = await text(req);
    try {
      const event = Stripe.webhooks.constructEvent(
        body,
        req.headers["stripe-signature"] ?? "",
        WEBHOOK_SECRET,
      );
      if (status === 200) events.push(event);
      else refused.push(event.id);
      res.writeHead(status).end();
    } catch (fault) {
      refused.push(fault instanceof Error ? fault.message : String(fault));
      res.writeHead(400).end();
    }
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the receiver has no address");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Waits until what has arrived satisfies `enough`. */
  async function until(enough: () => boolean): Promise<void> {
    while (!enough()) await arrived.promise;
  }
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/stripe`,
    events,
    refused,
    answerWith: (next: number) => {
      status = next;
    },
    until,
    async types(count: number): Promise<string[]> {
      await until(() => events.length >= count);
      return events.map((event) => event.type);
    },
  };
}

/** What the SDK threw; fails when it did not. */
export async function errorOf(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome && outcome.error instanceof Stripe.errors.StripeError) return outcome.error;
  throw new Error("expected a Stripe error", { cause: outcome });
}

/** Presses a button of the bank's page. */
export function answerBank(intent: Stripe.PaymentIntent, outcome: "complete" | "fail") {
  return fetch(bankPage(intent), {
    method: "POST",
    body: new URLSearchParams({ outcome }),
    redirect: "manual",
  });
}

export function bankPage(intent: Stripe.PaymentIntent | Stripe.SetupIntent): string {
  const url = intent.next_action?.redirect_to_url?.url;
  if (!url) throw new Error(`${intent.id} is ${intent.status} and asks for no action`);
  return url;
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

import { createServer } from "node:http";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { apiEdge } from "./api.ts";
import type { Call } from "./call.ts";
import { createClock } from "./clock.ts";
import { controlsEdge } from "./controls.ts";
import { doWork } from "./due-work.ts";
import { ENDPOINT_SETTING } from "./events.ts";
import { createFaults } from "./faults.ts";
import { createIdempotency } from "./idempotency.ts";
import { onboardingEdge } from "./onboarding-edge.ts";
import { createRequestLog } from "./request-log.ts";
import { openStore } from "./store.ts";
import { secondsToNext, takeDue } from "./tasks.ts";
import { threeDSecureEdge } from "./three-d-secure-edge.ts";
import { createWebhooks } from "./webhooks.ts";

export interface StripeSimulatorOptions {
  /** 0 for any free one. */
  port: number;
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** Where events are sent; can be set later by the controls. */
  webhookUrl?: string | undefined;
  /** Where the state is kept; in memory when absent. */
  dir?: string | undefined;
}

export interface StripeSimulator {
  url: string;
  stop(): Promise<void>;
}

const LONGEST_TIMER_MS = 3_600_000; // looks again after an hour; timers of weeks overflow

/** Starts the simulator on 127.0.0.1. Rejects when the port is taken. */
export async function startStripeSimulator(options: StripeSimulatorOptions): Promise<StripeSimulator> {
  const keys = { secret: options.secretKey, publishable: options.publishableKey };
  const store = openStore(options.dir);
  const clock = createClock({
    load: () => Number(store.get("setting", "clock_offset")?.value ?? 0),
    save: (offset) => void store.put("setting", { id: "clock_offset", value: String(offset) }),
  });
  const faults = createFaults();
  const webhooks = createWebhooks(store, faults, options.webhookSecret);
  const idempotency = createIdempotency(store, clock);
  const requests = createRequestLog();
  let timer: NodeJS.Timeout | undefined;

  function newCall(
    request: Pick<Call, "requestId" | "idempotencyKey" | "baseUrl" | "caller" | "account">,
  ): Call {
    return { store, clock, faults, ...request };
  }
  const itself = newCall({
    requestId: null,
    idempotencyKey: null,
    baseUrl: "",
    caller: "secret",
    account: null,
  });

  function afterChange(): void {
    webhooks.wake();
    clearTimeout(timer);
    const seconds = secondsToNext(itself);
    if (seconds !== null) timer = setTimeout(runDue, Math.min(seconds * 1000 + 10, LONGEST_TIMER_MS));
  }

  function runDue(): void {
    store.atomically(() => {
      for (const work of takeDue(itself)) doWork(itself, work);
    });
    afterChange();
  }

  function run<T>(work: () => T): T {
    const result = store.atomically(work);
    afterChange();
    return result;
  }

  function reset(): void {
    const endpoint = store.get("setting", ENDPOINT_SETTING);
    clearTimeout(timer);
    webhooks.reset();
    faults.clear();
    requests.clear();
    store.clear();
    clock.reset();
    if (endpoint) store.put("setting", endpoint);
  }

  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(allowBrowsers);
  app.use(
    "/_control",
    controlsEdge({
      keys,
      store,
      clock,
      faults,
      webhooks,
      requests,
      runDue,
      reset,
      act: (work) => run(() => work(itself)),
    }),
  );
  app.use(threeDSecureEdge(itself, run));
  app.use(onboardingEdge(itself, run));
  app.use(apiEdge({ keys, idempotency, requests, newCall, afterChange }));
  app.use(answerFault);

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  }).catch((fault: unknown) => {
    store.close();
    throw fault;
  });
  if (options.webhookUrl !== undefined) {
    store.put("setting", { id: ENDPOINT_SETTING, value: options.webhookUrl });
  }
  runDue();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      clearTimeout(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, webhooks.stop()]);
      store.close();
    },
  };
}

/** The test-card form of any shop may call, as with the real API. */
const allowBrowsers: RequestHandler = (req, res, next) => {
  res.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Stripe-Version, Idempotency-Key",
    "Access-Control-Expose-Headers": "Request-Id, Idempotent-Replayed",
    "Access-Control-Max-Age": "300",
  });
  if (req.method === "OPTIONS") return void res.status(204).end();
  next();
};

const answerFault: ErrorRequestHandler = (fault, _req, res, _next) => {
  const status = typeof fault.status === "number" ? fault.status : 500;
  if (status >= 500) console.error("the simulator broke:", fault);
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  const message = status >= 500 ? "The simulator broke; see its log." : String(fault.message);
  res.status(status).json({ error: { type, message } });
};

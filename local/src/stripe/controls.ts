import { json, type Request, type Response, Router } from "express";
import { z } from "zod";
import { accountState, setAccountState } from "./accounts.ts";
import type { Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import { closeDispute, closeDisputeControl, openDispute, openDisputeControl } from "./disputes.ts";
import { ENDPOINT_SETTING } from "./events.ts";
import { type Faults, processingRule, responseRule, webhookRule } from "./faults.ts";
import { identify, type Keys } from "./keys.ts";
import { payOut } from "./payouts.ts";
import type { RequestLog } from "./request-log.ts";
import type { Store } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

export interface Controlled {
  keys: Keys;
  store: Store;
  clock: Clock;
  faults: Faults;
  webhooks: Webhooks;
  requests: RequestLog;
  /** Does something to the account itself, as one change, and sends its events. */
  act<T>(work: (call: Call) => T): T;
  /** Does what became due, after the clock moved. */
  runDue(): void;
  /** Forgets everything but the keys and the webhook endpoint. */
  reset(): void;
}

const nothing = z.strictObject({});
const deliveryQuery = z.strictObject({ event: z.string().optional() });

/** The test's hand on the simulator, under /_control: JSON, secret key only. */
export function controlsEdge(simulator: Controlled): Router {
  const { store, clock, faults, webhooks } = simulator;
  const router = Router();
  router.use((req, res, next) => {
    const caller = identify(simulator.keys, req.headers.authorization);
    if (caller.ok && caller.value === "secret") return next();
    res.status(401).json({ error: { message: "The controls need the secret key." } });
  });
  router.use(json({ limit: "64kb" }));

  router.post(
    "/responses",
    control(responseRule, (rule) => {
      faults.addResponse(rule);
      return { added: rule };
    }),
  );
  router.post(
    "/payments",
    control(processingRule, (rule) => {
      faults.addProcessing(rule);
      return { added: rule };
    }),
  );
  router.post(
    "/webhooks",
    control(webhookRule, (rule) => {
      faults.addWebhook(rule);
      return { added: rule };
    }),
  );
  router.post(
    "/webhooks/release",
    control(z.strictObject({ order: z.enum(["forward", "reverse"]).default("forward") }), ({ order }) => ({
      released: webhooks.release(order),
    })),
  );
  router.post(
    "/webhooks/redeliver",
    control(z.strictObject({ event: z.string().min(1) }), ({ event }) => ({
      redelivered: webhooks.redeliver(event),
    })),
  );
  router.put(
    "/webhooks/endpoint",
    control(z.strictObject({ url: z.url({ protocol: /^https?$/ }).nullable() }), ({ url }) => {
      if (url === null) store.remove("setting", ENDPOINT_SETTING);
      else store.put("setting", { id: ENDPOINT_SETTING, value: url });
      return { url };
    }),
  );
  router.get("/webhooks/deliveries", (req, res) => {
    const query = deliveryQuery.safeParse({ ...req.query });
    if (!query.success) return refuse(res, query.error);
    const deliveries = [...store.walk("delivery", "oldest")]
      .filter((delivery) => query.data.event === undefined || delivery.event === query.data.event)
      .map(({ body: _body, ...rest }) => rest);
    res.json({ deliveries });
  });
  router.get("/requests", (_req, res) => {
    res.json({ requests: simulator.requests.all() });
  });
  router.post(
    "/clock/advance",
    control(z.strictObject({ seconds: z.int().min(1).max(31_536_000) }), ({ seconds }) => {
      clock.advance(seconds);
      simulator.runDue();
      return { now: clock.now() };
    }),
  );
  const acting = <S extends z.ZodType>(
    path: string,
    schema: S,
    work: (call: Call, input: z.output<S>) => object | null,
  ) =>
    router.post(path, (req, res) => {
      const input = schema.safeParse(req.body ?? {});
      if (!input.success) return refuse(res, input.error);
      const answer = simulator.act((call) => work(call, input.data));
      if (answer) return void res.json(answer);
      res.status(404).json({ error: { message: "There is nothing that this could be done to." } });
    });
  acting("/accounts", accountState, setAccountState);
  acting("/disputes", openDisputeControl, openDispute);
  acting("/disputes/close", closeDisputeControl, closeDispute);
  acting("/payouts", z.strictObject({ account: z.string() }), (call, { account }) => {
    payOut(call, account);
    return { account };
  });
  router.post(
    "/reset",
    control(nothing, () => {
      simulator.reset();
      return { reset: true };
    }),
  );
  router.use((req, res) => {
    res.status(404).json({ error: { message: `There is no control ${req.method} ${req.originalUrl}.` } });
  });
  return router;
}

function control<S extends z.ZodType>(schema: S, act: (input: z.output<S>) => object) {
  return (req: Request, res: Response) => {
    const input = schema.safeParse(req.body ?? {});
    if (!input.success) return refuse(res, input.error);
    res.json(act(input.data));
  };
}

function refuse(res: Response, error: z.ZodError): void {
  res.status(400).json({ error: { message: z.prettifyError(error) } });
}

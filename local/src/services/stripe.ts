import { join } from "node:path";
import { z } from "zod";
import { root } from "../kit/paths.ts";
import { freePort } from "../kit/ports.ts";
import { type OutputSink, startProcess } from "../kit/process.ts";
import { readyLine } from "../kit/ready-line.ts";
import { childEnv, foreignService, type Service, startService } from "../kit/service.ts";

/** The variables by which a server knows Stripe; STRIPE_API_URL only where it is the simulator. */
export type StripeVariables = {
  STRIPE_SECRET_KEY?: string;
  STRIPE_PUBLISHABLE_KEY?: string;
  STRIPE_WEBHOOK_SECRET?: string;
  STRIPE_API_URL?: string;
};

export type StripeOptions = {
  /** Shared with the server, which checks webhook signatures with it. */
  webhookSecret: string;
  /** Where webhooks go; without one: to whoever registers through the simulator's controls. */
  webhookUrl?: string;
  /** Where its data lives; without one: in memory. */
  dir?: string;
  /** Without one: any that is free. */
  port?: number;
  output: OutputSink;
};

export type Stripe = Service & {
  /** Where its API and its controls are. */
  readonly url: string;
  readonly variables: StripeVariables;
};

// Test keys of the simulator: they open nothing.
const SECRET_KEY = "sk_test_showdrop";
const PUBLISHABLE_KEY = "pk_test_showdrop";

const ready = z.object({ ready: z.literal(true), url: z.string() });

/** Starts the Stripe simulator in a process of its own. */
export async function startStripe(options: StripeOptions): Promise<Stripe> {
  const port = options.port ?? (await freePort());
  let url = "";
  const service = await startService("the Stripe simulator", async () => {
    const running = await startProcess({
      name: "the Stripe simulator",
      command: process.execPath,
      args: [
        join(root, "local", "src", "stripe", "main.ts"),
        ...["--port", `${port}`],
        ...["--secret-key", SECRET_KEY],
        ...["--publishable-key", PUBLISHABLE_KEY],
        ...["--webhook-secret", options.webhookSecret],
        ...(options.webhookUrl === undefined ? [] : ["--webhook-url", options.webhookUrl]),
        ...(options.dir === undefined ? [] : ["--dir", options.dir]),
      ],
      env: childEnv({}),
      ready: { line: readyLine(ready) },
      output: options.output,
    });
    url = running.ready.url;
    return running;
  });
  return {
    ...service,
    url,
    variables: {
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
      STRIPE_WEBHOOK_SECRET: options.webhookSecret,
      STRIPE_API_URL: url,
    },
  };
}

/** The real Stripe, with the keys that these variables hold. What is missing among them, the server says. */
export function foreignStripe(variables: StripeVariables): Stripe {
  return { ...foreignService("Stripe", "STRIPE_SECRET_KEY"), url: "https://api.stripe.com", variables };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";

/** The Stripe simulator in a process of its own, with its controls. */
export interface Simulator {
  /** The variables that make a server use it. */
  env: Record<string, string>;
  /** Sends the webhooks to this server from now on. */
  deliverTo(serverUrl: string): Promise<void>;
  /** One of the controls that its README lists, such as `control("POST", "/payments", { seconds: 5 })`. */
  control(method: "POST" | "PUT" | "GET", path: string, body?: object): Promise<unknown>;
  /** What the test-card form does: pays with a card number, or has it kept. @returns how that stands, or the decline's code. */
  pay(clientSecret: string, cardNumber?: string): Promise<string>;
  /** The buyer answers their bank's question (3-D Secure), in time or not. */
  authenticate(intentId: string, outcome: "complete" | "fail"): Promise<void>;
  /** Calls Stripe as somebody with the secret key. */
  post(path: string, fields: Record<string, string>): Promise<unknown>;
  /** The last hundred payments. */
  payments(): Promise<z.infer<typeof Intent>[]>;
  /** What Stripe knows of an order's payments. */
  paymentsOf(orderId: string): Promise<{ id: string; status: string; amount_received: number }[]>;
  refundsOf(paymentId: string): Promise<{ amount: number }[]>;
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

const keys = { secret: "sk_test_showdrop", publishable: "pk_test_showdrop", webhook: "whsec_showdrop" };
const entry = new URL("../../../local/src/stripe/main.ts", import.meta.url).pathname;

const Intent = z.object({
  id: z.string(),
  status: z.string(),
  amount_received: z.number(),
  metadata: z.record(z.string(), z.string()),
});
const Challenged = z.object({
  next_action: z.object({ redirect_to_url: z.object({ url: z.string() }) }),
});
const Failure = z.object({ error: z.object({ code: z.string() }) });

/** Where the provider keeps a payment, or the setup of a card. */
const pathOf = (intentId: string): string =>
  `/v1/${intentId.startsWith("seti_") ? "setup_intents" : "payment_intents"}/${intentId}`;

export const startSimulator = async (): Promise<Simulator> => {
  const process = spawn(
    globalThis.process.execPath,
    [
      entry,
      "--port",
      "0",
      "--secret-key",
      keys.secret,
      "--publishable-key",
      keys.publishable,
      "--webhook-secret",
      keys.webhook,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [line] = await once(createInterface(process.stdout), "line");
  const { url } = z.object({ ready: z.literal(true), url: z.string() }).parse(JSON.parse(line));

  const send = async (
    method: string,
    path: string,
    key: string,
    body?: string,
    type?: string,
  ): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(type ? { "content-type": type } : {}) },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return text === "" ? null : JSON.parse(text);
  };
  const form = (path: string, fields: Record<string, string>, key = keys.publishable) =>
    send("POST", path, key, new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");
  const control: Simulator["control"] = (method, path, body) =>
    send(method, `/_control${path}`, keys.secret, body && JSON.stringify(body), "application/json");

  const payments: Simulator["payments"] = async () => {
    const list = await send("GET", "/v1/payment_intents?limit=100", keys.secret);
    return z.object({ data: z.array(Intent) }).parse(list).data;
  };

  return {
    env: {
      STRIPE_SECRET_KEY: keys.secret,
      STRIPE_PUBLISHABLE_KEY: keys.publishable,
      STRIPE_WEBHOOK_SECRET: keys.webhook,
      STRIPE_API_URL: url,
    },
    async deliverTo(serverUrl) {
      await control("PUT", "/webhooks/endpoint", { url: `${serverUrl}/webhooks/stripe` });
    },
    control,
    async pay(clientSecret, cardNumber = "4242424242424242") {
      const [id = ""] = clientSecret.split("_secret_");
      const answer = await form(`${pathOf(id)}/confirm`, {
        client_secret: clientSecret,
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": cardNumber,
        "payment_method_data[card][exp_month]": "12",
        "payment_method_data[card][exp_year]": "2034",
        "payment_method_data[card][cvc]": "123",
      });
      const failure = Failure.safeParse(answer);
      return failure.success
        ? failure.data.error.code
        : z.object({ status: z.string() }).parse(answer).status;
    },
    async authenticate(intentId, outcome) {
      const intent = Challenged.parse(await send("GET", pathOf(intentId), keys.secret));
      const response = await fetch(intent.next_action.redirect_to_url.url, {
        method: "POST",
        body: new URLSearchParams({ outcome }),
      });
      if (!response.ok) throw new Error(`the bank answered ${response.status}`);
    },
    post: (path, fields) => form(path, fields, keys.secret),
    payments,
    paymentsOf: async (orderId) => (await payments()).filter(({ metadata }) => metadata.orderId === orderId),
    async refundsOf(paymentId) {
      const list = await send("GET", `/v1/refunds?payment_intent=${paymentId}`, keys.secret);
      return z.object({ data: z.array(z.object({ amount: z.number() })) }).parse(list).data;
    },
    pause: () => void process.kill("SIGSTOP"),
    resume: () => void process.kill("SIGCONT"),
    async stop() {
      process.kill("SIGCONT");
      process.kill("SIGKILL");
      await once(process, "exit");
    },
  };
};

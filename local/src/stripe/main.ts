import { parseArgs } from "node:util";
import { z } from "zod";
import { startStripeSimulator } from "./app.ts";

const options = z.strictObject({
  port: z.coerce.number().int().min(0).max(65_535),
  "secret-key": z.string().startsWith("sk_test_"),
  "publishable-key": z.string().startsWith("pk_test_"),
  "webhook-secret": z.string().startsWith("whsec_"),
  "webhook-url": z.url({ protocol: /^https?$/ }).optional(),
  dir: z.string().min(1).optional(),
});

const given = options.safeParse(readArguments());
if (!given.success) stopWith(`The Stripe simulator cannot start:\n${z.prettifyError(given.error)}`);

const simulator = await startStripeSimulator({
  port: given.data.port,
  secretKey: given.data["secret-key"],
  publishableKey: given.data["publishable-key"],
  webhookSecret: given.data["webhook-secret"],
  webhookUrl: given.data["webhook-url"],
  dir: given.data.dir,
}).catch((fault: NodeJS.ErrnoException) =>
  stopWith(
    fault.code === "EADDRINUSE"
      ? `Port ${given.data.port} of 127.0.0.1 is taken: end the program that uses it or give the Stripe simulator another --port.`
      : `The Stripe simulator cannot start: ${fault.message}`,
  ),
);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
}
console.log(JSON.stringify({ ready: true, url: simulator.url }));

function readArguments(): unknown {
  const names = ["port", "secret-key", "publishable-key", "webhook-secret", "webhook-url", "dir"];
  try {
    return parseArgs({
      options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
    }).values;
  } catch (fault) {
    return stopWith(fault instanceof Error ? fault.message : String(fault));
  }
}

function stopWith(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

import { createECDH, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasCode } from "./kit/lock.ts";

const schema = z.object({
  /** Signs the short-lived tokens by which the server admits people to a media node. */
  mediaTokenSecret: z.string().min(32),
  /** Seals what accounts keep secret, such as second factors. */
  accountSecret: z.string().min(32),
  /** Signs the simulator's webhooks. */
  stripeWebhookSecret: z.string().startsWith("whsec_"),
  /** Signs push messages (VAPID): browsers that subscribed hear from no other key. */
  vapid: z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) }),
});

export type Secrets = z.infer<typeof schema>;

/** Makes up secrets that nobody else has. */
export function makeSecrets(): Secrets {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  // A number may begin with zeros, which the key's form keeps and the number does not.
  const privateKey = Buffer.from(pair.getPrivateKey("hex").padStart(64, "0"), "hex").toString("base64url");
  return {
    vapid: { publicKey, privateKey },
    mediaTokenSecret: randomBytes(32).toString("base64url"),
    accountSecret: randomBytes(32).toString("base64url"),
    stripeWebhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
  };
}

/**
 * The secrets of a data folder: made once, readable by their owner alone, the same on every later start. Those that came
 * with a newer version are added.
 */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json");
  const known = await readKnown(file);
  const secrets = { ...makeSecrets(), ...known };
  if (Object.keys(known).length === Object.keys(secrets).length) return secrets;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

async function readKnown(file: string): Promise<Partial<Secrets>> {
  try {
    const known = schema.partial().parse(JSON.parse(await readFile(file, "utf8")));
    return Object.fromEntries(Object.entries(known).filter(([, secret]) => secret !== undefined));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return {};
    throw new Error(`${file} is damaged; delete it to make new secrets`, { cause: error });
  }
}

import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasCode } from "./kit/lock.ts";

const schema = z.object({
  /** Signs the short-lived tokens by which the server admits people to a media node. */
  mediaTokenSecret: z.string().min(32),
  /** Signs the simulator's webhooks. */
  stripeWebhookSecret: z.string().startsWith("whsec_"),
});

export type Secrets = z.infer<typeof schema>;

/** Makes up secrets that nobody else has. */
export function makeSecrets(): Secrets {
  return {
    mediaTokenSecret: randomBytes(32).toString("base64url"),
    stripeWebhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
  };
}

/** The secrets of a data folder: made once, readable by their owner alone, the same on every later start. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json");
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (!hasCode(error, "ENOENT"))
      throw new Error(`${file} is damaged; delete it to make new secrets`, { cause: error });
  }
  const secrets = makeSecrets();
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

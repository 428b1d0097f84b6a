import type { Check } from "../check.ts";
import { accounts } from "./accounts.ts";
import { address } from "./address.ts";
import { clock } from "./clock.ts";
import { disk } from "./disk.ts";
import { mail } from "./mail.ts";
import { media } from "./media.ts";
import { mongo } from "./mongo.ts";
import { nodeVersion } from "./node-version.ts";
import { ports } from "./ports.ts";
import { push } from "./push.ts";
import { redis } from "./redis.ts";
import { server } from "./server.ts";
import { stripe } from "./stripe.ts";
import { turn } from "./turn.ts";
import { video } from "./video.ts";
import { webhook } from "./webhook.ts";
import { worker } from "./worker.ts";

/** Everything the doctor looks at: the machine, the stores, the processes, then the ways of people to them. */
export const checks: readonly Check[] = [
  ...[nodeVersion, worker, ports, disk],
  ...[redis, mongo],
  ...[server, media, accounts],
  ...[address, video, turn],
  ...[stripe, webhook],
  ...[mail, push],
  clock,
];

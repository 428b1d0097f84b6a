import { setTimeout as sleep } from "node:timers/promises";
import { cpuUsOf } from "../process-cost.ts";
import { textOf } from "./entry.ts";
import type { Hub } from "./hub.ts";
import type { Counted, LoadClient } from "./load-client.ts";

export type Pace = { perSecond: number; seconds: number };

export type Ran = Counted & {
  perSecond: number;
  sent: number;
  /** What was to arrive and did not, over all viewers. */
  missed: number;
  /** CPU of the servers for each delivered message, in microseconds; all that a message costs before is in it. */
  usPerDelivery: number;
  /** The same for each message that was posted, however many it was delivered to. */
  usPerMessage: number;
  /** As for a delivery, of the load client. */
  clientUsPerDelivery: number;
  /** Part of one core that the servers took while messages were sent. */
  busy: number;
  /** The same of what the servers stand on. */
  usPerMessageOf: Record<string, number>;
};

/** How long late messages are waited for; what is later is as good as lost in a live show. */
const LATE_MS = 2_000;
const LOOK_EVERY_MS = 50;

let runs = 0;

const cpuUs = (pids: readonly number[]): number => pids.reduce((total, pid) => total + cpuUsOf(pid), 0);

/** Posts at an even pace, whether or not earlier messages are through; each carries when it was due. */
const postAll = async (hub: Hub, run: number, { perSecond, seconds }: Pace): Promise<number> => {
  const begin = process.hrtime.bigint() / 1000n;
  const posts: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = begin + BigInt(Math.round((number * 1_000_000) / perSecond));
    const wait = Number(due - process.hrtime.bigint() / 1000n) / 1000;
    if (wait > 0) await sleep(wait);
    posts.push(hub.post(textOf(run, number, due)));
  }
  await Promise.all(posts);
  return posts.length;
};

/** Lets messages go to all who watch, and measures what arrives when and what it costs. */
export const run = async (hub: Hub, client: LoadClient, pace: Pace): Promise<Ran> => {
  runs += 1;
  await client.count(runs);
  const cost = () => ({
    servers: cpuUs(hub.pids),
    client: cpuUs([client.pid]),
    others: Object.fromEntries(Object.entries(hub.others).map(([name, pid]) => [name, cpuUs([pid])])),
    at: performance.now(),
  });
  const before = cost();
  const sent = await postAll(hub, runs, pace);
  const lastPosted = performance.now();
  let counted = await client.report();
  const due = sent * counted.watching;
  while (counted.delivered < due && performance.now() - lastPosted < LATE_MS) {
    await sleep(LOOK_EVERY_MS);
    counted = await client.report();
  }
  const after = cost();
  const servers = after.servers - before.servers;
  return {
    ...counted,
    perSecond: pace.perSecond,
    sent,
    missed: due - counted.delivered,
    usPerDelivery: servers / counted.delivered,
    usPerMessage: servers / sent,
    clientUsPerDelivery: (after.client - before.client) / counted.delivered,
    busy: servers / (1000 * (after.at - before.at)),
    usPerMessageOf: Object.fromEntries(
      Object.entries(after.others).map(([name, us]) => [name, (us - (before.others[name] ?? 0)) / sent]),
    ),
  };
};

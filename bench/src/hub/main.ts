// npm run bench:hub: what our hub costs for each delivered message, beside raw ws and Socket.IO, in one run on this machine.
// The ratios are what to compare; absolute numbers say more about the machine. `--quick` is for trying it out.
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeError } from "@showdrop/local/kit/instruction.ts";
import { costOf } from "../process-cost.ts";
import { quantile } from "../quantiles.ts";
import { line } from "../report.ts";
import { textOf } from "./entry.ts";
import type { Hub } from "./hub.ts";
import { type LoadClient, startLoadClient } from "./load-client.ts";
import { type Ours, startOurs } from "./ours.ts";
import { startRelay } from "./relays.ts";
import { type Ran, run } from "./run.ts";
import { goal, heads, row } from "./table.ts";

const quick = process.argv.includes("--quick");
const VIEWERS = Number(process.env.VIEWERS ?? (quick ? 500 : 4_000));
const SECONDS = Number(process.env.SECONDS ?? (quick ? 3 : 6));
/** Measured in turns, so that a noisy minute of the machine meets all of them. */
const ROUNDS = quick ? 1 : 2;
/** So slow that no two messages meet in a frame of 50 ms, and so fast that they do. */
const SLOW = 10;
const FAST = 50;
/** Beyond, nobody can read along: the room is too large for this machine. */
const LARGEST_P99_MS = 250;
/** The room grows by so much at each step, up to as many files as a process may have open here. */
const GROW = 1.25;
const MOST_VIEWERS = 19_000;
/** Milliseconds that a server has to come to rest, its memory too, after many have come. */
const REST_MS = quick ? 1_000 : 4_000;
const URGE_EVERY_MS = 500;

const log = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (values: readonly number[]): number => quantile(values, 0.5);

type Room = { hub: Hub; client: LoadClient };

/** Lets viewers in, as many at each of the hub's servers. */
const openRoom = async (hub: Hub, viewers: number): Promise<Room> => {
  const client = await startLoadClient();
  for (const door of hub.doors) await client.open(door, viewers / hub.doors.length);
  return { hub, client };
};
const go = ({ hub, client }: Room, perSecond: number): Promise<Ran> =>
  run(hub, client, { perSecond, seconds: SECONDS });

/** Bytes by which a server grows for each viewer who does nothing. */
const openAndWeigh = async (hub: Hub): Promise<Room & { bytesPerViewer: number }> => {
  const resident = () => costOf(hub.pids[0] ?? 0).residentBytes;
  const first = await openRoom(hub, VIEWERS / 4); // the first pay for what all share, and for what the server learns
  await first.client.stop();
  await sleep(REST_MS);
  const before = resident();
  const room = await openRoom(hub, VIEWERS);
  await sleep(REST_MS);
  return { ...room, bytesPerViewer: (resident() - before) / VIEWERS };
};

const measureUrgent = async (ours: Ours, room: Room): Promise<Ran> => {
  let turn = 0;
  let urging = Promise.resolve();
  const timer = setInterval(() => {
    urging = urging.then(() => ours.urge(turn++));
  }, URGE_EVERY_MS);
  try {
    return await go(room, FAST);
  } finally {
    clearInterval(timer);
    await urging;
  }
};

/** Lets more and more in until they cannot read along. @returns the largest room that could, and its run */
const measureLargest = async ({ hub, client }: Room, first: Ran): Promise<Ran> => {
  const fits = ({ missed, posted }: Ran): boolean => missed === 0 && posted.p99 < LARGEST_P99_MS;
  let best = first;
  const [door] = hub.doors;
  for (let next = first; door && fits(next); ) {
    best = next;
    const more = Math.min(Math.round(best.watching * (GROW - 1)), MOST_VIEWERS - best.watching);
    if (more <= 0) break;
    await client.open(door, more);
    await sleep(REST_MS / 2);
    next = await go({ hub, client }, FAST);
    log(`  ${next.watching} viewers: p99 ${next.posted.p99.toFixed(0)} ms, ${next.missed} missed`);
  }
  return best;
};

/** Each hub in its turn, at the pace where no two messages meet and at the one where they do. */
const compare = async (raw: Room, ours: Ours, room: Room) => {
  const ran = { raw: [] as Ran[], slow: [] as Ran[], fast: [] as Ran[] };
  for (let round = 1; round <= ROUNDS; round++) {
    log(`raw ws and our hub in turns, round ${round} of ${ROUNDS}`);
    ran.raw.push(await go(raw, SLOW));
    ran.slow.push(await go(room, SLOW));
    ran.fast.push(await measureUrgent(ours, room));
  }
  return ran;
};

/** One of the others alone: its room is closed when it is measured. */
const measureOther = async (hub: Hub): Promise<Ran> => {
  const room = await openRoom(hub, VIEWERS);
  const ran = await go(room, FAST);
  await room.client.stop();
  await hub.stop();
  return ran;
};

const measure = async (ours: Ours): Promise<void> => {
  const like = await ours.sample(textOf(0, 0, process.hrtime.bigint() / 1000n));
  const nobody = await startLoadClient();
  const posting = await run(ours, nobody, { perSecond: FAST, seconds: SECONDS });
  await nobody.stop();

  log(`${VIEWERS} viewers come to our hub and to raw ws`);
  const room = await openAndWeigh(ours);
  const raw = await openRoom(await startRelay("ws", like), VIEWERS);
  const { raw: rawSlow, slow, fast } = await compare(raw, ours, room);
  const rawFast = await go(raw, FAST);
  await raw.client.stop();
  await raw.hub.stop();
  log("the others");
  const coalesced = await measureOther(await startRelay("coalesced", like));
  const socketIo = await measureOther(await startRelay("socket.io", like));
  log("how large the room can be");
  const largest = await measureLargest(room, worst(fast));
  await room.client.stop();
  log("two servers");
  await ours.addServer();
  const halves = await openRoom(ours, VIEWERS);
  await sleep(REST_MS);
  const two = await go(halves, FAST);
  await halves.client.stop();

  const unit = median(rawSlow.map((ran) => ran.usPerDelivery));
  const cost = (runs: readonly Ran[]): number => median(runs.map((ran) => ran.usPerDelivery));
  const urgent = Math.max(...fast.map((ran) => ran.urgent.p99));
  console.log(`${VIEWERS} viewers in one room; ages are from a message's being due to a viewer's socket\n`);
  heads();
  for (const ran of rawSlow) row(`raw ws, ${SLOW}/s`, ran, unit);
  row(`raw ws, ${FAST}/s`, rawFast, unit);
  row(`raw ws coalesced, ${FAST}/s`, coalesced, unit);
  row(`Socket.IO, ${FAST}/s`, socketIo, unit);
  for (const ran of slow) row(`our hub, ${SLOW}/s`, ran, unit);
  for (const ran of fast) row(`our hub, ${FAST}/s and what is urgent`, ran, unit);
  row(`our hub on two servers, ${FAST}/s`, two, unit);
  row(`our hub, ${largest.watching} viewers, ${FAST}/s`, largest, unit);
  console.log();
  goal(`CPU per delivery, each message alone, of raw ws`, cost(slow) / unit, 1.15);
  goal(`CPU per delivery at ${FAST}/s, of raw ws`, cost(fast) / unit, 0.45);
  goal(`messages missed at ${FAST}/s`, sum(fast.map(({ missed }) => missed)), 0);
  goal(`their age, p99`, median(fast.map((ran) => ran.posted.p99)), 100, " ms");
  goal("age of drops, holds and pins in the same room, p99", urgent, 60, " ms");
  goal("memory for each viewer who does nothing", room.bytesPerViewer / 1000, 30, " kB");
  goal("two servers through Redis, CPU of one", two.usPerDelivery / cost(fast), 1.2);
  line(`largest room with p99 < ${LARGEST_P99_MS} ms`, `${largest.watching}`, "viewers");
  console.log("\nfor the model in docs/scaling.md");
  line("a message, whoever watches: server", `${(posting.usPerMessage / 1000).toFixed(2)} ms`);
  const others = (ran: Ran) =>
    Object.entries(ran.usPerMessageOf).map(([name, us]) => `${name} ${(us / 1000).toFixed(2)} ms`);
  line("a message, one server: what it stands on", others(posting).join(", "));
  line("a message, two servers: what they stand on", others(two).join(", "));
  line("a frame to one viewer: server", `${frameCost(fast, posting).toFixed(1)} µs`);
};

const worst = (runs: readonly Ran[]): Ran =>
  runs.reduce((one, other) => (other.posted.p99 > one.posted.p99 ? other : one));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What remains for the frames when the messages are paid for. */
const frameCost = (runs: readonly Ran[], posting: Ran): number =>
  median(
    runs.map(({ usPerMessage, sent, frames }) => ((usPerMessage - posting.usPerMessage) * sent) / frames),
  );

const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
try {
  log(
    `the machine's load before: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(", ")}`,
  );
  const ours = await startOurs(dir, log);
  try {
    await measure(ours);
  } finally {
    await ours.stop();
  }
} catch (error) {
  log(describeError(error));
  process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true, force: true });
}

// npm run bench:hub: what our hub costs for each delivered message, beside raw ws and Socket.IO, in one run on this machine.
// The ratios are what to compare; absolute numbers say more about the machine. `--quick` is for trying it out.
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeError } from "@showdrop/local/kit/instruction.ts";
import { costOf } from "../process-cost.ts";
import { line } from "../report.ts";
import type { Hub } from "./hub.ts";
import { type LoadClient, startLoadClient } from "./load-client.ts";
import { type Ours, startOurs } from "./ours.ts";
import { measureRedis } from "./redis-cost.ts";
import { startRelay } from "./relays.ts";
import { type Ran, run } from "./run.ts";
import { goal, heads, row } from "./table.ts";

const quick = process.argv.includes("--quick");
const VIEWERS = Number(process.env.VIEWERS ?? (quick ? 500 : 4_000));
const SECONDS = Number(process.env.SECONDS ?? (quick ? 2 : 5));
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
/** Where even that is too large, it is the machine that is busy. */
const SMALLEST = VIEWERS / 4;
/** Milliseconds that a server has to come to rest, its memory too, after many have come. */
const REST_MS = quick ? 1_000 : 4_000;
const URGE_EVERY_MS = 500;

const log = (text: string): void => void process.stderr.write(`${text}\n`);

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

/** Runs while something urgent happens every half second. */
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

/** A room that is open for one run. */
const measureAlone = async (hub: Hub, viewers = VIEWERS): Promise<Ran> => {
  const room = await openRoom(hub, viewers);
  await sleep(REST_MS / 2);
  const ran = await go(room, FAST);
  await room.client.stop();
  return ran;
};

const fits = ({ missed, posted }: Ran): boolean => missed === 0 && posted.p99 < LARGEST_P99_MS;

/**
 * Lets more and more in until they cannot read along; or, if they never could, opens smaller rooms until they can.
 * @returns the largest room's run, or that of the smallest that was tried
 */
const measureLargest = async ({ hub, client }: Room, first: Ran): Promise<Ran> => {
  const tell = (ran: Ran): Ran => {
    log(`  ${ran.watching} viewers: p99 ${ran.posted.p99.toFixed(0)} ms, ${ran.missed} missed`);
    return ran;
  };
  let best = first;
  const [door] = hub.doors;
  for (let next = first; door && fits(next); ) {
    best = next;
    const more = Math.min(Math.round(best.watching * (GROW - 1)), MOST_VIEWERS - best.watching);
    if (more <= 0) break;
    await client.open(door, more);
    await sleep(REST_MS / 2);
    next = tell(await go({ hub, client }, FAST));
  }
  await client.stop();
  while (!fits(best) && best.watching > SMALLEST)
    best = tell(await measureAlone(hub, Math.round(best.watching / 2)));
  return best;
};

/** Both hubs in turns, at the pace where no two messages meet in a frame and at the one where they do. */
const compare = async (raw: Room, ours: Room) => {
  const ran = { raw: [] as Ran[], slow: [] as Ran[], fast: [] as Ran[] };
  for (let round = 1; round <= ROUNDS; round++) {
    log(`raw ws and our hub in turns, round ${round} of ${ROUNDS}`);
    ran.raw.push(await go(raw, SLOW));
    ran.slow.push(await go(ours, SLOW));
    ran.fast.push(await go(ours, FAST));
  }
  return ran;
};

/** Another hub, which lives for one run. */
const measureOther = async (hub: Hub): Promise<Ran> => {
  const ran = await measureAlone(hub);
  await hub.stop();
  return ran;
};

const measureAll = async (ours: Ours) => {
  log(`${VIEWERS} viewers come to our hub and to raw ws`);
  const { bytesPerViewer, ...room } = await openAndWeigh(ours.apart);
  const raw = await openRoom(await startRelay("ws", ours.sample), VIEWERS);
  const compared = await compare(raw, room);
  log("drops, holds and pins in the same room");
  const urgent = await measureUrgent(ours, room);
  log("raw ws at the faster pace, then the others");
  const rawFast = await go(raw, FAST);
  await raw.client.stop();
  await raw.hub.stop();
  const coalesced = await measureOther(await startRelay("coalesced", ours.sample));
  const socketIo = await measureOther(await startRelay("socket.io", ours.sample));
  log("how large the room may be");
  const largest = await measureLargest(room, median(compared.fast, p99));
  log("one server that does everything, and two");
  const one = await measureAlone(ours.together);
  const two = await measureAlone(ours.shared);
  const nobody = await startLoadClient();
  const posting = await go({ hub: ours.together, client: nobody }, FAST);
  await nobody.stop();
  const redis = await measureRedis(ours.redis, JSON.stringify(ours.sample));
  return {
    bytesPerViewer,
    ...compared,
    urgent,
    rawFast,
    coalesced,
    socketIo,
    largest,
    one,
    two,
    posting,
    redis,
  };
};
type Measured = Awaited<ReturnType<typeof measureAll>>;

const cost = (ran: Ran): number => ran.usPerDelivery;
const p99 = (ran: Ran): number => ran.posted.p99;
/** The run in the middle, by something of it. */
const median = (runs: readonly Ran[], by: (ran: Ran) => number): Ran => {
  const middle = runs.toSorted((a, b) => by(a) - by(b))[Math.floor((runs.length - 1) / 2)];
  if (!middle) throw new RangeError("there is no middle of nothing");
  return middle;
};

const printTable = (measured: Measured): void => {
  const { raw, slow, fast, urgent, rawFast, coalesced, socketIo, one, two, largest } = measured;
  const unit = cost(median(raw, cost));
  console.log(`${VIEWERS} viewers in one room; ages are from when a message was due to a viewer's socket`);
  heads();
  for (const ran of raw) row(`raw ws, ${SLOW}/s`, ran, unit);
  row(`raw ws, ${FAST}/s`, rawFast, unit);
  row(`raw ws coalesced, ${FAST}/s`, coalesced, unit);
  row(`Socket.IO, ${FAST}/s`, socketIo, unit);
  for (const ran of slow) row(`our hub, ${SLOW}/s`, ran, unit);
  for (const ran of fast) row(`our hub, ${FAST}/s`, ran, unit);
  row(`our hub, ${FAST}/s and what is urgent`, urgent, unit);
  row(`our hub, ${largest.watching} viewers, ${FAST}/s`, largest, unit);
  row(`one server for all of it, ${FAST}/s`, one, unit);
  row(`two servers for all of it, ${FAST}/s`, two, unit);
};

const printGoals = ({ raw, slow, fast, urgent, one, two, bytesPerViewer, largest }: Measured): void => {
  const unit = cost(median(raw, cost));
  goal("CPU per delivery, each message alone, of raw ws", cost(median(slow, cost)) / unit, 1.15);
  goal(`CPU per delivery at ${FAST}/s, of raw ws`, cost(median(fast, cost)) / unit, 0.45);
  goal(`messages at ${FAST}/s that did not arrive`, Math.max(...fast.map(({ missed }) => missed)), 0);
  goal("age of a message, p99", p99(median(fast, p99)), 100, " ms");
  goal("age of drops, holds and pins in the same room, p99", urgent.urgent.p99, 60, " ms");
  goal("memory for each viewer who does nothing", bytesPerViewer / 1000, 30, " kB");
  goal("two servers through Redis, CPU of one", cost(two) / cost(one), 1.2);
  const size = `${fits(largest) ? "" : "below "}${largest.watching}`;
  line(`largest room with p99 < ${LARGEST_P99_MS} ms`, size, "viewers");
};

/** What docs/scaling.md reckons with. */
const printModel = ({ fast, slow, posting, redis }: Measured): void => {
  const frames = [...fast, ...slow].reduce((total, ran) => total + ran.frames, 0);
  const us = [...fast, ...slow].reduce((total, ran) => total + ran.usPerMessage * ran.sent, 0);
  line("a frame to a viewer", `${(us / frames).toFixed(1)} µs`);
  line("a message, whoever watches: its server", `${(posting.usPerMessage / 1000).toFixed(2)} ms`);
  for (const [name, spent] of Object.entries(posting.usPerMessageOf))
    line(`a message, whoever watches: ${name}`, `${(spent / 1000).toFixed(2)} ms`);
  line("an entry told to the other servers: Redis", `${redis.perMessage.toFixed(0)} µs`);
  line("and for each server that hears it", `${redis.perServer.toFixed(0)} µs`);
};

const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
try {
  log(
    `the machine's load before: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(", ")}`,
  );
  const ours = await startOurs(dir, log);
  try {
    const measured = await measureAll(ours);
    printTable(measured);
    console.log();
    printGoals(measured);
    console.log();
    printModel(measured);
  } finally {
    await ours.stop();
  }
} catch (error) {
  log(describeError(error));
  process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true, force: true });
}

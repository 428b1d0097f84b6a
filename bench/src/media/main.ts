// npm run bench:media: what our node adds to mediasoup alone, side by side in one run on this machine. The ratios are
// what to compare; absolute numbers say more about the machine.
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureWorker } from "@showdrop/local/worker/ensure-worker.ts";
import { quantile } from "../quantiles.ts";
import { line } from "../report.ts";
import { startBare } from "./bare.ts";
import type { Carrier } from "./carrier.ts";
import { type Forwarded, forward } from "./forwarding.ts";
import { rush } from "./joins.ts";
import { type OurNode, startOurs } from "./ours.ts";

/** Viewers of one show; a worker of this kind of machine carries about 220, and the bench receives for all of them. */
const VIEWERS = Number(process.env.VIEWERS ?? 60);
const SECONDS = Number(process.env.SECONDS ?? 20);
/** Measured in turns, so that a noisy minute of the machine meets both. */
const ROUNDS = 3;
const JOINS_PER_SECOND = 300;
/** The processes of this bench, a worker and the node need one each, two workers one more. */
const CORES_FOR_TWO_WORKERS = 4;

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const workerBin = await ensureWorker(log);
const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));

const withCarrier = async <C extends Carrier, T>(starting: Promise<C>, work: (carrier: C) => Promise<T>) => {
  const carrier = await starting;
  try {
    return await work(carrier);
  } finally {
    await carrier.stop();
  }
};
const ours = (workers = 1, peersPerWorker = 10_000): Promise<OurNode> =>
  startOurs({ dir, workerBin, workers, peersPerWorker, log });

const perPacket = ({ workerCpuMs, packets }: Forwarded): number => (1000 * workerCpuMs) / packets;
const median = (values: readonly number[]): number => quantile(values, 0.5);

const measureForwarding = async (): Promise<void> => {
  const bare: Forwarded[] = [];
  const node: Forwarded[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    log(`forwarding to ${VIEWERS} viewers, round ${round} of ${ROUNDS}`);
    bare.push(await withCarrier(startBare(workerBin), (carrier) => forward(carrier, VIEWERS, SECONDS)));
    node.push(await withCarrier(ours(), (carrier) => forward(carrier, VIEWERS, SECONDS)));
  }
  const bareCost = median(bare.map(perPacket));
  const nodeCost = median(node.map(perPacket));
  const nodeShare = node.map(({ nodeCpuMs, seconds }) => (nodeCpuMs / (seconds * 1000)) * (100 / VIEWERS));
  const lost = Math.max(...[...bare, ...node].map((run) => run.lost));
  line("worker CPU per packet, mediasoup alone", `${bareCost.toFixed(1)} µs`);
  line(
    "worker CPU per packet, in our node",
    `${nodeCost.toFixed(1)} µs`,
    `×${(nodeCost / bareCost).toFixed(3)} (≤ 1.05)`,
  );
  line("our process, of a core per 100 viewers", `${(100 * median(nodeShare)).toFixed(2)} %`, "(≤ 1.5 %)");
  line(
    "worker memory per viewer",
    `${(median(node.map((run) => run.workerBytesPerViewer)) / 1024).toFixed(0)} KiB`,
  );
  line(
    "our process's memory per viewer",
    `${(median(node.map((run) => run.nodeBytesPerViewer)) / 1024).toFixed(0)} KiB`,
  );
  line("packets lost on the way, at most", `${(100 * lost).toFixed(2)} %`);
};

const measurePipe = async (): Promise<void> => {
  log("a pipe between two workers");
  const delays = { direct: [] as number[], piped: [] as number[] };
  for (let round = 1; round <= ROUNDS; round++) {
    // One viewer is measured: a queue in front of a busy core would be, with many, and not the pipe.
    const direct = await withCarrier(ours(2), (carrier) => forward(carrier, 1, SECONDS / 4));
    // The one before fills the first worker; the one that is measured sits behind the pipe.
    const piped = await withCarrier(ours(2, 1), (carrier) => forward(carrier, 1, SECONDS / 4));
    delays.direct.push(median(direct.delayMs));
    delays.piped.push(median(piped.delayMs));
  }
  const added = median(delays.piped) - median(delays.direct);
  line("delay through one worker, p50", `${median(delays.direct).toFixed(2)} ms`);
  line("a pipe to another worker adds, p50", `${added.toFixed(2)} ms`, "(≤ 1.5 ms)");
};

const measureWorkers = async (): Promise<void> => {
  if (availableParallelism() < CORES_FOR_TWO_WORKERS) {
    line(
      "two workers against one",
      "not measured",
      `needs ${CORES_FOR_TWO_WORKERS} cores, here are ${availableParallelism()}`,
    );
    return;
  }
  log("two workers against one");
  const crowd = 4 * VIEWERS;
  const one = await withCarrier(ours(), (carrier) => forward(carrier, crowd, SECONDS));
  const two = await withCarrier(ours(2, crowd / 2), (carrier) => forward(carrier, crowd, SECONDS));
  line(
    "two workers carry, of what one does",
    `×${(two.packets / one.packets).toFixed(2)}`,
    "(≥ 1.8, where one is full)",
  );
};

const measureJoins = async (): Promise<void> => {
  log(`${JOINS_PER_SECOND} joins a second`);
  const { perSecond, failed, waitedMs } = await withCarrier(ours(), (node) =>
    rush(node, JOINS_PER_SECOND, 5),
  );
  line(
    "joins a second, signalling alone",
    `${perSecond.toFixed(0)}/s`,
    `(${JOINS_PER_SECOND} offered, ${failed} failed)`,
  );
  line(
    "a join waits, p50 and p99",
    `${median(waitedMs).toFixed(0)} and ${quantile(waitedMs, 0.99).toFixed(0)} ms`,
  );
};

try {
  await measureForwarding();
  await measurePipe();
  await measureWorkers();
  await measureJoins();
} finally {
  await rm(dir, { recursive: true, force: true });
}

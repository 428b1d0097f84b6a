import { setTimeout as sleep } from "node:timers/promises";
import { costOf } from "../process-cost.ts";
import type { Carrier } from "./carrier.ts";
import { sentAt, startSynthetic } from "./synthetic.ts";

/** Viewers join so many at a time: the handshakes of this bench run in one process. */
const JOINING_AT_ONCE = 8;
/** For retransmissions and joins to settle before it is measured. */
const SETTLE_MS = 2_000;

export type Forwarded = {
  packets: number;
  /** Part of what was to arrive that did not. */
  lost: number;
  workerCpuMs: number;
  nodeCpuMs: number;
  seconds: number;
  /** By how much the processes grew for each viewer. */
  workerBytesPerViewer: number;
  nodeBytesPerViewer: number;
  /** From the host's socket to a viewer's, the last viewer to join. */
  delayMs: number[];
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Lets a carrier forward one synthetic show to so many viewers, and measures what it costs while nobody comes or goes. */
export const forward = async (carrier: Carrier, viewers: number, seconds: number): Promise<Forwarded> => {
  const cost = (pids: readonly number[]) => {
    const costs = pids.map(costOf);
    return { cpuMs: sum(costs.map(({ cpuMs }) => cpuMs)), bytes: sum(costs.map((c) => c.residentBytes)) };
  };
  const workers = () => cost(carrier.workerPids());
  const node = () => cost(carrier.nodePid === null ? [] : [carrier.nodePid]);

  const { wire, video, audio } = await carrier.host();
  let sent = 0;
  const counting = {
    ...wire,
    send: (packet: Buffer) => {
      sent++;
      wire.send(packet);
    },
  };
  const stop = startSynthetic(counting, video, audio);
  await carrier.viewer(); // the first pays for what all share
  const before = { workers: workers(), node: node() };

  let received = 0;
  const delayMs: number[] = [];
  for (let joined = 0; joined < viewers; joined += JOINING_AT_ONCE) {
    const group = Math.min(JOINING_AT_ONCE, viewers - joined);
    const wires = await Promise.all(Array.from({ length: group }, () => carrier.viewer()));
    wires.forEach((viewer, index) => {
      const isLast = joined + index === viewers - 1;
      viewer.onPacket((packet, kind) => {
        if (kind === "rtcp") return;
        received++;
        if (isLast) delayMs.push(performance.now() - sentAt(viewer.srtp.decrypt(packet)));
      });
    });
  }
  await sleep(SETTLE_MS);
  const joined = { workers: workers(), node: node() };
  received = 0;
  sent = 0;
  delayMs.length = 0;
  const start = performance.now();
  await sleep(seconds * 1000);
  const after = { workers: workers(), node: node() };
  const measured = {
    packets: received,
    lost: 1 - received / (sent * viewers),
    seconds: (performance.now() - start) / 1000,
    delayMs: [...delayMs],
  };
  stop();
  return {
    ...measured,
    workerCpuMs: after.workers.cpuMs - joined.workers.cpuMs,
    nodeCpuMs: after.node.cpuMs - joined.node.cpuMs,
    workerBytesPerViewer: (joined.workers.bytes - before.workers.bytes) / viewers,
    nodeBytesPerViewer: (joined.node.bytes - before.node.bytes) / viewers,
  };
};

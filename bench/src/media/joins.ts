import { setTimeout as sleep } from "node:timers/promises";
import { costOf } from "../process-cost.ts";
import type { OurNode } from "./ours.ts";

export type Joined = { perSecond: number; failed: number; waitedMs: number[]; nodeCpuMs: number };

/** Lets so many viewers a second join the signalling and leave again, whether the node keeps up or not. */
export const rush = async (node: OurNode, perSecond: number, seconds: number): Promise<Joined> => {
  const waitedMs: number[] = [];
  let failed = 0;
  const cpuMs = () => (node.nodePid === null ? 0 : costOf(node.nodePid).cpuMs);
  const before = cpuMs();
  const start = performance.now();
  const joins: Promise<void>[] = [];
  const joinOnce = async () => {
    const asked = performance.now();
    try {
      const leave = await node.joinSignalling();
      waitedMs.push(performance.now() - asked);
      leave();
    } catch {
      failed++;
    }
  };
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = start + (i * 1000) / perSecond;
    if (performance.now() < due) await sleep(due - performance.now());
    joins.push(joinOnce());
  }
  await Promise.all(joins);
  const took = (performance.now() - start) / 1000;
  return { perSecond: waitedMs.length / took, failed, waitedMs, nodeCpuMs: cpuMs() - before };
};

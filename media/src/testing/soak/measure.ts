import { readdir, readFile } from "node:fs/promises";
import type { Held } from "./messages.ts";

/** One look at the loaded node and its workers. */
export interface Sample {
  transports: number;
  producers: number;
  consumers: number;
  /** Open file descriptors. */
  nodeFds: number;
  workerFds: number;
  /** Resident memory in MB. */
  nodeMb: number;
  workerMb: number;
}
export type Measured = keyof Sample;

/** Linux tells it in /proc. */
export const measure = async (held: Held, pid: number): Promise<Sample> => ({
  transports: held.transports,
  producers: held.producers,
  consumers: held.consumers,
  nodeFds: await fds(pid),
  workerFds: total(await Promise.all(held.workers.map(fds))),
  nodeMb: await residentMb(pid),
  workerMb: total(await Promise.all(held.workers.map(residentMb))),
});

const fds = async (pid: number): Promise<number> => (await readdir(`/proc/${pid}/fd`)).length;

const residentMb = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/**
 * By how much the last third's median may exceed the first's: load and allocators waver, a leak of one thing for each
 * peer that came would be hundreds.
 */
const ALLOWED: Record<Measured, (first: number) => number> = {
  transports: (first) => first * 1.25 + 2,
  producers: (first) => first * 1.25 + 2,
  consumers: (first) => first * 1.25 + 2,
  nodeFds: (first) => first + 4,
  workerFds: (first) => first + 4,
  nodeMb: (first) => first * 1.1,
  workerMb: (first) => first * 1.1,
};

export interface Growth {
  measured: Measured;
  first: number;
  last: number;
  grown: boolean;
}

/** Compares the medians of the first and the last third. */
export const growth = (samples: readonly Sample[]): Growth[] => {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const names = Object.keys(ALLOWED).filter((name): name is Measured => name in ALLOWED);
  return names.map((measured) => {
    const values = samples.map((sample) => sample[measured]);
    const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
    return { measured, first, last, grown: !(last <= ALLOWED[measured](first)) };
  });
};

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

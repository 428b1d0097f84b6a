import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second (USER_HZ). */
const TICK_MS = 10;
const PAGE_BYTES = 4096;

export type Cost = { cpuMs: number; residentBytes: number };

/** Fields of /proc/PID/stat after the name in brackets, which may contain spaces; see proc(5). */
const statOf = (pid: number): string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
};

/** What a process has used since its start, and the memory it holds now. */
export const costOf = (pid: number): Cost => {
  const fields = statOf(pid);
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { cpuMs: ticks * TICK_MS, residentBytes: Number(fields[21]) * PAGE_BYTES };
};

/**
 * What a process has used since its start, in microseconds, where hundredths of a second are too coarse: from the
 * scheduler's own count for each of its threads. Threads that have ended are not in it.
 */
export const cpuUsOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((total, thread) => {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    return total + Number(nanoseconds) / 1000;
  }, 0);

/** The children of a process that run a program whose name contains `name`. */
export const childrenOf = (pid: number, name: string): number[] =>
  readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((other) => {
      try {
        return (
          Number(statOf(other)[1]) === pid && readFileSync(`/proc/${other}/cmdline`, "utf8").includes(name)
        );
      } catch {
        return false; // it ended while we looked
      }
    });

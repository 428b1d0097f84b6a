import type { JobReport, LeaseReport, Operations, Reconciliation } from "@showdrop/shared";
import type { ErrandStore } from "../errands/errands.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { MediaRegistry } from "../media/registry.store.ts";

export interface ReadOperationsDeps {
  clock: Clock;
  errands: ErrandStore;
  registry: Pick<MediaRegistry, "read" | "origins">;
  listOnAir(): Promise<readonly unknown[]>;
  /** What the last comparison found, by whichever server. */
  newestReconciliation(): Promise<Reconciliation | null>;
  /** Which of the parts that this server needs answer now. */
  health(): Promise<{ mongo: boolean; redis: boolean; otherServers: boolean }>;
  /** What this server does again and again. */
  jobs(): JobReport[];
  leases(now: Date): Promise<LeaseReport[]>;
}

/** How the platform stands, in one look. */
export const readOperations = async (deps: ReadOperationsDeps): Promise<Operations> => {
  const now = new Date(deps.clock.now());
  const [reconciliation, parts, errands, leases, nodes, shows] = await Promise.all([
    deps.newestReconciliation(),
    deps.health(),
    deps.errands.counts(now),
    deps.leases(now),
    deps.registry.read(),
    deps.listOnAir(),
  ]);
  return {
    ...{ now: now.toISOString(), reconciliation, parts, jobs: deps.jobs(), errands, leases },
    nodes: { living: nodes.length, draining: nodes.filter(({ draining }) => draining).length },
    showsOnAir: shows.length,
  };
};

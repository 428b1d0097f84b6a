import type { Operations } from "@showdrop/shared";

/** Milliseconds between two questions: servers compare every half minute. */
export const ASK_EVERY_MS = 10_000;
/** Milliseconds after which a comparison is too old to be relied on. */
export const STALE_MS = 10 * 60_000;
/** Milliseconds after which a mail or an export that is due is late: the job looks every few seconds. */
const LATE_MS = 10 * 60_000;

export type TroubleKind =
  | "mongo"
  | "redis"
  | "otherServers"
  | "nodesGone"
  | "nodesDraining"
  | "differences"
  | "neverCompared"
  | "stale"
  | "jobs"
  | "errandsDead"
  | "errandsLate";

/** Something that is wrong: what, how many of it, and whether people notice it now. */
export interface Trouble {
  kind: TroubleKind;
  count: number;
  urgent: boolean;
}

/** What is wrong, the worst first; nothing when all is well. */
export const troublesOf = (told: Operations): Trouble[] => {
  const { parts, nodes, showsOnAir, reconciliation, jobs, errands } = told;
  const now = Date.parse(told.now);
  const failing = jobs.filter(({ failures }) => failures > 0).length;
  const since = (moment: string | null | undefined) => (moment ? now - Date.parse(moment) : 0);
  const found: (Trouble | false)[] = [
    !parts.mongo && { kind: "mongo", count: 1, urgent: true },
    !parts.redis && { kind: "redis", count: 1, urgent: true },
    nodes.living === 0 && { kind: "nodesGone", count: showsOnAir, urgent: showsOnAir > 0 },
    !parts.otherServers && { kind: "otherServers", count: 1, urgent: true },
    (reconciliation?.total ?? 0) > 0 && {
      kind: "differences",
      count: reconciliation?.total ?? 0,
      urgent: true,
    },
    nodes.living > 0 &&
      nodes.draining === nodes.living && { kind: "nodesDraining", count: nodes.draining, urgent: true },
    since(reconciliation?.at) > STALE_MS && { kind: "stale", count: 1, urgent: false },
    reconciliation === null && { kind: "neverCompared", count: 1, urgent: false },
    failing > 0 && { kind: "jobs", count: failing, urgent: false },
    since(errands.oldestDueAt) > LATE_MS && { kind: "errandsLate", count: errands.due, urgent: false },
    errands.dead > 0 && { kind: "errandsDead", count: errands.dead, urgent: false },
  ];
  return found.filter((trouble) => trouble !== false).toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
};

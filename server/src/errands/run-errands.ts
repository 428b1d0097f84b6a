import { ok, refuse } from "@showdrop/shared";
import type { OrderEventStore } from "../fulfilment/order-events.store.ts";
import type { Job } from "../jobs/jobs.ts";
import { inLanes } from "../jobs/lanes.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import type { Transact } from "../kit/mongo.ts";
import type { Errand, ErrandRecord, ErrandStore } from "./errands.store.ts";

/** What became of one attempt. */
export type ErrandOutcome =
  | { kind: "sent" }
  /** It has no use any more. */
  | { kind: "gone" }
  /** It will not be taken, ever. */
  | { kind: "refused"; why: string }
  /** It may go through later; not before `afterMs`, when the other side says so. */
  | { kind: "later"; afterMs: number; why: string };

export interface RunErrandsDeps {
  errands: ErrandStore;
  orderEvents: OrderEventStore;
  transact: Transact;
  clock: Clock;
  log: Logger;
  /** How each kind is done; kinds that this server cannot do stay where they are. */
  couriers: Partial<{ [K in Errand["kind"]]: (record: ErrandRecord) => Promise<ErrandOutcome> }>;
}

/** Milliseconds for which one server has an errand to itself: far more than both ends may take to answer. */
const CLAIM_MS = 60_000;

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];
/** Milliseconds from one attempt to the next: often at first, and three days in all. */
const TRY_AGAIN_AFTER_MS = [
  ...[10_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS],
  ...[HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS],
];

/** How an errand stands after an attempt, and in how many milliseconds it is tried again. */
const after = (
  { tries }: ErrandRecord,
  outcome: ErrandOutcome,
): Pick<ErrandRecord, "state" | "lastError"> & { againMs: number | null } => {
  switch (outcome.kind) {
    case "sent":
      return { state: "sent", lastError: null, againMs: null };
    case "gone":
      return { state: "dropped", lastError: null, againMs: null };
    case "refused":
      return { state: "dead", lastError: outcome.why, againMs: null };
    case "later": {
      const pause = TRY_AGAIN_AFTER_MS[tries];
      return pause === undefined
        ? { state: "dead", lastError: outcome.why, againMs: null }
        : { state: "due", lastError: outcome.why, againMs: Math.max(pause, outcome.afterMs) };
    }
  }
};

/** What the order's timeline says of it; nothing while it is tried again. */
const happeningOf = ({ errand }: ErrandRecord, outcome: ReturnType<typeof after>) => {
  if (outcome.state !== "sent" && outcome.state !== "dead") return null;
  const sent = outcome.state === "sent";
  if (errand.kind === "mail")
    return { kind: sent ? ("mail_sent" as const) : ("mail_failed" as const), mail: errand.mail };
  return sent
    ? { kind: "exported" as const }
    : { kind: "export_failed" as const, why: outcome.lastError ?? "" };
};

/** Does one errand, claimed until `until`, and keeps how it went in the outbox and the timeline together. */
const runErrand = async (deps: RunErrandsDeps, record: ErrandRecord, until: Date): Promise<void> => {
  const { errands, orderEvents, couriers, transact, clock, log } = deps;
  const courier = couriers[record.errand.kind];
  if (!courier) return;
  const outcome = await courier(record);
  const next = after(record, outcome);
  const now = clock.now();
  const about = { errandId: record.id, orderId: record.orderId, outcome };
  if (next.state === "dead") log.error(about, "errand: given up");
  else if (next.state === "due") log.warn(about, "errand: tried again later");
  await transact(async (session) => {
    const { state, lastError, againMs } = next;
    const nextAt = againMs === null ? null : new Date(now + againMs);
    const tries = record.tries + 1;
    if (!(await errands.settle(record.id, until, { state, lastError, tries, nextAt }, session)))
      return refuse("NOT_FOUND");
    const happening = happeningOf(record, next);
    // A dead one that is sent again by hand has a second story to tell.
    const fact = `errand:${record.id}:${state}:${record.at.getTime()}`;
    if (happening)
      await orderEvents.append(
        { orderId: record.orderId, at: new Date(now), by: null, fact, happening },
        session,
      );
    return ok(null);
  });
};

/** Errands that one server does side by side. */
const LANES = 4;

/** The jobs that empty the outbox. After a crash these same jobs, on any server, finish what was begun. */
export const errandJobs = (deps: RunErrandsDeps): Job[] => {
  const { errands, clock, log, couriers } = deps;
  const kinds = (["mail", "export"] as const).filter((kind) => couriers[kind] !== undefined);
  const claim = async () => {
    const now = clock.now();
    const until = new Date(now + CLAIM_MS);
    const record = await errands.claim(kinds, new Date(now), until);
    return record && { record, until };
  };
  const work = async ({ record, until }: NonNullable<Awaited<ReturnType<typeof claim>>>) => {
    try {
      await runErrand(deps, record, until);
    } catch (error) {
      log.warn({ err: error, errandId: record.id }, "errand: taken up again later");
    }
  };
  return [{ name: "errands", everyMs: 500, run: (stopped) => inLanes(LANES, { claim, work, stopped }) }];
};

import type { Config } from "./config.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { createLeaseStore } from "./jobs/lease.store.ts";
import type { Db } from "./kit/mongo.ts";
import { type EraseAccountsDeps, eraseAccountsJob } from "./personal-data/erase-accounts.ts";
import { createEraseRecord } from "./personal-data/erase-record.store.ts";
import { type PersonalDataEdge, personalDataEdge } from "./personal-data/personal-data.edge.ts";
import { createPersonalDataStore } from "./personal-data/personal-data.store.ts";

type Needs = PersonalDataEdge & EraseAccountsDeps;

export interface PersonalDataNeeds
  extends Omit<Needs, "personalData" | "erasureGraceMs" | "leases" | "eraseRecord"> {
  config: Config;
  db: Db;
  jobs: Jobs;
}

/** Wires what a person can have of what is held of them: a copy, and its end. */
export const buildPersonalData = (needs: PersonalDataNeeds) => {
  const { config, db, jobs } = needs;
  const deps = {
    ...needs,
    personalData: createPersonalDataStore(db),
    erasureGraceMs: config.erasureGraceMs,
    leases: createLeaseStore(db),
    eraseRecord: createEraseRecord(db),
  };
  let stopJobs = async (): Promise<void> => undefined;
  return {
    handlers: personalDataEdge(deps),
    start(): void {
      stopJobs = jobs.start([eraseAccountsJob(deps)]);
    },
    stop: () => stopJobs(),
  };
};

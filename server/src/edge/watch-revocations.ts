import type { HubAdapter } from "../hub/adapter.ts";
import type { Hub } from "../hub/hub.ts";
import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import type { Recheck } from "./recheck.ts";

/** Milliseconds between looks at whether the other servers are heard. Deafness shows within 1.1 s; a ban may take 2. */
const LOOK_MS = 400;
/** Looks after which all sockets are compared with the record even so: sessions run out without anybody saying it. */
const ANYWAY_EVERY = 150;

/**
 * Sees to it that what is revoked takes effect here whatever becomes of the line to the other servers: while they are not
 * heard, the record is asked instead; when they are heard again, what was missed is made up for (invariant 14).
 */
export const watchRevocations = ({
  hubAdapter,
  hub,
  recheck,
  log,
}: {
  hubAdapter: HubAdapter;
  hub: Hub;
  recheck: Recheck;
  log: Logger;
}): Loop => {
  const failed = (error: unknown): void =>
    log.error({ err: error }, "hub: what was missed could not be made up for");
  const makeUp = () => Promise.all([hub.catchUp(), recheck.all()]);
  hubAdapter.onMended(() => {
    makeUp().catch(failed);
  });
  let looks = 0;
  const look = async (): Promise<void> => {
    looks += 1;
    if (!hubAdapter.isHearing()) await makeUp();
    else if (looks % ANYWAY_EVERY === 0) await recheck.all();
  };
  return startLoop(LOOK_MS, look, failed);
};

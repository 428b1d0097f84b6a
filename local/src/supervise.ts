import { describeError } from "./kit/instruction.ts";
import type { Log } from "./kit/log.ts";
import { describeExit, type Exit } from "./kit/process.ts";
import type { Service } from "./kit/service.ts";

const MOST_CRASHES = 3;
const CRASH_WINDOW_MILLIS = 60_000;

/**
 * Starts each service again when it crashes, on the same port with the same data. Every part is built to survive
 * the sudden end of another, so one crash need not end a sale. A service that crashes more than three times in a
 * minute will not get better by itself: then the reason goes to `giveUp`.
 */
export function supervise(services: readonly Service[], log: Log, giveUp: (reason: string) => void): void {
  for (const service of services) {
    let crashes: number[] = [];
    const revive = async (exit: Exit) => {
      const now = Date.now();
      crashes = [...crashes.filter((at) => now - at < CRASH_WINDOW_MILLIS), now];
      log(describeExit(service.name, exit));
      if (crashes.length > MOST_CRASHES) {
        giveUp(`${service.name} crashed ${crashes.length} times in a minute.`);
        return;
      }
      log(`Starting ${service.name} again`);
      try {
        await service.start();
        log(`${service.name} is back`);
      } catch (error) {
        giveUp(`${service.name} does not start again: ${describeError(error)}`);
      }
    };
    service.onCrash((exit) => void revive(exit));
  }
}

import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import { type OriginDeps, originOf } from "./origin-of.ts";
import { chooseOrigin } from "./placement.ts";

/** How often the nodes are looked at, in milliseconds: a dead one is out of the registry after three seconds at most. */
const EVERY_MS = 500;

/**
 * Moves shows away from origins that died or are about to stop. Only those that some living node still carries: of others
 * nobody is waiting, and who comes back asks for a pass. Every server watches, one write decides.
 */
export const followNodes = (deps: OriginDeps & { log: Logger }): Loop => {
  const { registry, log } = deps;
  const look = async (): Promise<void> => {
    const nodes = await registry.read();
    const showIds = [...new Set(nodes.flatMap(({ carrying, hosting }) => [...carrying, ...hosting]))];
    const origins = await registry.origins(showIds);
    for (const [i, showId] of showIds.entries()) {
      const bound = origins[i] ?? null;
      const chosen = chooseOrigin(nodes, showId, bound);
      if (!chosen || chosen.nodeId === bound) continue;
      const origin = await originOf(deps, showId);
      log.info({ showId, from: bound, to: origin?.nodeId ?? null }, "media: a show's origin moved");
    }
  };
  return startLoop(EVERY_MS, look, (error) => log.debug({ err: error }, "media nodes could not be followed"));
};

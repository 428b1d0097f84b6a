import { assertNever, type MediaEvent } from "@showdrop/shared";
import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import type { MediaRegistry } from "../media/registry.store.ts";
import { type EndShowDeps, endAbandonedShow } from "./end-show.ts";
import type { ShowRecord } from "./show.schema.ts";

/** How often what the registry says is compared with the shows, in milliseconds. */
const EVERY_MS = 1_000;
/**
 * How long a host may be gone before viewers are told, in milliseconds. More than a media node takes to notice a dead line, and
 * than the time after which a silent node counts as gone, so that a page that joins again elsewhere pauses nothing.
 */
const PATIENCE_MS = 5_000;
/**
 * How long this server must have watched without seeing the host before it ends a show, in milliseconds. Whoever was
 * kept out because servers, Redis or media nodes were away themselves gets the time to come back: a page tries again
 * every few seconds.
 */
const WATCHED_MS = 15_000;

export interface FollowHostsDeps extends EndShowDeps {
  registry: MediaRegistry;
  log: Logger;
  /** Milliseconds that a paused show waits for its host. */
  hostGraceMs: number;
}

/**
 * Pauses a live show whose host dropped out, resumes it when they are back and ends it when they stay away. Media nodes say so at once; the
 * registry says who is sending now, which mends what was missed. Every server watches, one write decides.
 */
export const followHosts = async (deps: FollowHostsDeps): Promise<Loop> => {
  const { shows, views, hub, registry, mediaBus, clock, log, hostGraceMs } = deps;
  /** Since when a show is without its host, as far as this server knows. */
  const missingSince = new Map<string, number>();

  const move = async (showId: string, from: "live" | "paused", to: "live" | "paused"): Promise<void> => {
    const moved = await shows.move(showId, [from], to, new Date(clock.now()));
    if (!moved || moved === "taken") return;
    log.info({ showId, status: to }, "show: the host came or went");
    await hub.publish(showId, "show:changed", await views.one(moved));
  };

  const hostIsThere = async (showId: string): Promise<void> => {
    missingSince.delete(showId);
    await shows.noteHost(showId);
    await move(showId, "paused", "live");
  };

  const heard = ({ type, showId }: MediaEvent): void => {
    switch (type) {
      case "host:left":
        missingSince.set(showId, missingSince.get(showId) ?? clock.now());
        return;
      case "host:joined":
        hostIsThere(showId).catch((error: unknown) => log.error({ err: error, showId }, type));
        return;
      case "recording:changed":
        return;
      default:
        assertNever(type);
    }
  };

  /** The show's host is not there, as this server has seen without a break since `since`. */
  const hostIsGone = async (show: ShowRecord, since: number): Promise<void> => {
    const seen = clock.now() - since;
    if (show.status === "live" && seen >= PATIENCE_MS) await move(show.id, "live", "paused");
    if (show.status !== "paused" || show.pausedAt === null || seen < WATCHED_MS) return;
    // The record knows since when, however many servers have come and gone meanwhile.
    if (clock.now() - show.pausedAt.getTime() < hostGraceMs) return;
    if (await endAbandonedShow(deps, show)) log.info({ showId: show.id }, "show: ended without its host");
  };

  const compare = async (): Promise<void> => {
    const hosting = new Set((await registry.living()).flatMap((node) => node.hosting));
    const onAir = await shows.listOnAir();
    for (const show of onAir) {
      if (hosting.has(show.id)) {
        missingSince.delete(show.id);
        if (!show.hosted || show.status === "paused") await hostIsThere(show.id);
        continue;
      }
      if (!show.hosted) continue;
      const since = missingSince.get(show.id) ?? clock.now();
      missingSince.set(show.id, since);
      await hostIsGone(show, since);
    }
    const ids = new Set(onAir.map(({ id }) => id));
    for (const showId of missingSince.keys()) if (!ids.has(showId)) missingSince.delete(showId);
    // A node that did not hear of a show's end is told again.
    for (const showId of hosting) {
      if (!ids.has(showId) && (await shows.find(showId))?.status === "ended")
        await mediaBus.tell({ type: "show:ended", showId });
    }
  };

  await mediaBus.listen(heard);
  // While the registry cannot be read nothing is known of the hosts: nobody is declared gone for it.
  const failed = (error: unknown): void => {
    missingSince.clear();
    log.debug({ err: error }, "hosts could not be followed");
  };
  return startLoop(EVERY_MS, compare, failed);
};

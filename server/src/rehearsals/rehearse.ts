import {
  type Drop,
  type FinishRehearsal,
  ok,
  type Product,
  REHEARSAL_MINUTES,
  type ReadinessReport,
  type Rehearsals,
  type Result,
  refuse,
  type ShippingSettings,
  type StartRehearsal,
} from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import type { Db } from "../kit/mongo.ts";
import type { RunStore } from "../run-of-show/run-of-show.store.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { createBots } from "./bots.store.ts";
import { createPlay } from "./play.ts";
import { readiness } from "./readiness.ts";
import type { RehearsalRecord, RehearsalStore } from "./rehearsals.store.ts";
import { copyShop, eraseAll, eraseShop } from "./shop-copies.store.ts";
import type { World } from "./world.ts";

export interface RehearseDeps {
  db: Db;
  shows: Pick<ShowStore, "find">;
  rehearsals: RehearsalStore;
  runs: RunStore;
  clock: Clock;
  log: Logger;
  requireRole: RequireRole;
  turn: boolean;
  listDrops(showId: string): Promise<Drop[]>;
  findProducts(ids: readonly string[]): Promise<Product[]>;
  shippingOf(shopId: string): Promise<ShippingSettings>;
  /** How the shop's account at the payment provider stands; null: it has none. */
  payoutsOf(shopId: string): Promise<string | null>;
  /** The rehearsals' own server, built when the first one is wanted. */
  world(): Promise<World>;
}

type Play = ReturnType<typeof createPlay>;

const view = (record: RehearsalRecord | null): Rehearsals => ({
  running:
    record?.playedId && record.startedAt
      ? { rehearsalId: record.playedId, startedAt: record.startedAt.toISOString(), tally: record.tally }
      : null,
  report: record?.report ?? null,
  byProgram: record?.byProgram ?? false,
});

/** Plays shows before they are played. Each lives in a database of its own, and is erased when it ends. */
export const createRehearse = (deps: RehearseDeps) => {
  const { db, shows, rehearsals, runs, clock, log, requireRole } = deps;
  const plays = new Map<string, Play>();

  const showFor = async (viewer: { id: string }, showId: string): Promise<Result<ShowRecord>> => {
    const show = await shows.find(showId);
    if (!show) return refuse("NOT_FOUND");
    const role = await requireRole(show.shopId, viewer, "show:manage");
    return role.ok ? ok(show) : role;
  };

  /** Takes a rehearsal down: its people stop, its show ends, and nothing of it is left. @returns false when it was over. */
  const takeDown = async (record: RehearsalRecord, report: ReadinessReport | null): Promise<boolean> => {
    const { playedId, shopId } = record;
    if (!playedId || !(await rehearsals.end(playedId, report))) return false;
    await plays.get(playedId)?.stop();
    plays.delete(playedId);
    const world = await deps.world();
    await world.endShow(playedId);
    await eraseShop(world.db, { shopId, showId: playedId });
    if ((await rehearsals.running()).length === 0) await eraseAll(world.db);
    return true;
  };

  /** Sets up a rehearsal of a scheduled show. Refuses with NOT_FOUND, NOT_ALLOWED or SHOW_NOT_STARTABLE. */
  const start = async (
    viewer: { id: string },
    showId: string,
    { locale }: StartRehearsal,
  ): Promise<Result<Rehearsals>> => {
    const show = await showFor(viewer, showId);
    if (!show.ok) return show;
    const { shopId, status } = show.data;
    if (status !== "scheduled") return refuse("SHOW_NOT_STARTABLE");
    const world = await deps.world();
    for (const other of await rehearsals.running(shopId)) await takeDown(other, null);
    const played = await copyShop({ real: db, world: world.db }, { shopId, showId });
    if (!(await rehearsals.start(show.data, played.showId, new Date(clock.now())))) {
      // Somebody else of the team was faster: theirs is played.
      return ok(view((await rehearsals.running(shopId))[0] ?? null));
    }
    const bots = await createBots(world.db, shopId, locale, clock.now());
    plays.set(
      played.showId,
      createPlay({ world, rehearsals, log }, { ...played, ...bots, by: viewer.id, language: locale }),
    );
    return ok(view(await rehearsals.find(showId)));
  };

  const report = async (
    show: ShowRecord,
    { tally }: RehearsalRecord,
    { measured }: FinishRehearsal,
  ): Promise<ReadinessReport> => {
    const { steps } = await runs.find(show.id);
    const [drops, products, shipping, payouts] = await Promise.all([
      deps.listDrops(show.id),
      deps.findProducts([...new Set(steps.flatMap(({ productId }) => productId ?? []))]),
      deps.shippingOf(show.shopId),
      deps.payoutsOf(show.shopId),
    ]);
    const at = new Date(clock.now());
    return readiness({
      ...{ showId: show.id, at, drops, products, shipping, payouts },
      ...{ turn: deps.turn, measured, tally },
    });
  };

  /** Ends the rehearsal of a show with its report. Refuses with NOT_FOUND, NOT_ALLOWED or REHEARSAL_OVER. */
  const finish = async (
    viewer: { id: string },
    showId: string,
    given: FinishRehearsal,
  ): Promise<Result<ReadinessReport>> => {
    const show = await showFor(viewer, showId);
    if (!show.ok) return show;
    const record = await rehearsals.find(showId);
    if (!record?.playedId) return refuse("REHEARSAL_OVER");
    const made = await report(show.data, record, given);
    return (await takeDown(record, made)) ? ok(made) : refuse("REHEARSAL_OVER");
  };

  const read = async (viewer: { id: string }, showId: string): Promise<Result<Rehearsals>> => {
    const show = await showFor(viewer, showId);
    return show.ok ? ok(view(await rehearsals.find(showId))) : show;
  };

  return {
    start,
    finish,
    read,
    /** Takes down what nobody ended. */
    async sweep(): Promise<void> {
      const since = clock.now() - REHEARSAL_MINUTES * 60_000;
      for (const record of await rehearsals.running())
        if (record.startedAt && record.startedAt.getTime() < since) await takeDown(record, null);
    },
    async stop(): Promise<void> {
      await Promise.all([...plays.values()].map((play) => play.stop()));
    },
  };
};

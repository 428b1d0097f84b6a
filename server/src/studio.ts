import type { Drop, Product, ShopRole } from "@showdrop/shared";
import type { AuditRow } from "./audit/audit.store.ts";
import type { Limits } from "./edge/limits.ts";
import type { Hub } from "./hub/hub.ts";
import type { Clock } from "./kit/clock.ts";
import type { Db, DbSession, Transact } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { createFindScreen } from "./pairing/pair-screen.ts";
import { pairingEdge } from "./pairing/pairing.edge.ts";
import { createPairingCodeStore } from "./pairing/pairing-codes.store.ts";
import { createScreenStore } from "./pairing/screens.store.ts";
import type { PresenceStore } from "./presence/presence.store.ts";
import type { AnswerQuestionDeps } from "./questions/answer-question.ts";
import type { ReadStripDeps } from "./run-of-show/read-strip.ts";
import { runOfShowEdge } from "./run-of-show/run-of-show.edge.ts";
import { createRunStore } from "./run-of-show/run-of-show.store.ts";
import type { RequireRole } from "./shops/require-role.ts";
import type { ShowViews } from "./shows/show-views.ts";
import type { ShowStore } from "./shows/shows.store.ts";

interface StudioParts
  extends Pick<ReadStripDeps, "ordersOf" | "payingIn" | "countConversion">,
    Pick<AnswerQuestionDeps, "questions" | "people" | "isBanned" | "messages"> {
  db: Db;
  redis: Redis;
  hub: Hub;
  limits: Limits;
  clock: Clock;
  shows: ShowStore;
  views: ShowViews;
  presence: PresenceStore;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  findProducts(ids: readonly string[]): Promise<Product[]>;
  listDrops(showId: string): Promise<Drop[]>;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Wires what a show is run with: its plan, the numbers beside it, second screens. A part of domain.ts, which alone calls it. */
export const buildStudio = (parts: StudioParts) => {
  const { db, redis, hub, listDrops } = parts;
  const deps = {
    ...parts,
    runs: createRunStore(db),
    codes: createPairingCodeStore(redis),
    screens: createScreenStore(db),
    dropIdsOf: async (showId: string) => (await listDrops(showId)).map(({ id }) => id),
    tellScreens: (showId: string, revision: number) =>
      hub.toScreens(showId, { event: "run:changed", showId, revision }),
  };
  return {
    handlers: { ...runOfShowEdge(deps), ...pairingEdge(deps) },
    findScreen: createFindScreen(deps),
  };
};

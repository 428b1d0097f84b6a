import { type Giveaway, type OpenGiveaway, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import { newSeed } from "../kit/draw.ts";
import { type DbSession, isDuplicateKey, type Transact } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { GiveawayRecord } from "./giveaway.schema.ts";
import { type TellGiveawayDeps, tellGiveaway, viewGiveaway } from "./tell-giveaway.ts";

export interface OpenGiveawayDeps extends TellGiveawayDeps {
  shows: Pick<ShowStore, "find">;
  clock: Clock;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/**
 * Opens a giveaway. Its seed is made and kept in the same write, so that what is published of it can always be redeemed.
 * The same key gives the same giveaway. Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_ENDED, GIVEAWAY_ALREADY_OPEN or
 * IDEMPOTENCY_KEY_REUSED.
 */
export const openGiveaway = async (
  deps: OpenGiveawayDeps,
  viewer: { id: string },
  { showId, key, form }: { showId: string; key: string; form: OpenGiveaway },
): Promise<Result<Giveaway>> => {
  const { giveaways, clock } = deps;
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "giveaway:run");
  if (!role.ok) return role;
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");

  const attempt = `${viewer.id}:${key}`;
  const fingerprint = sha256(JSON.stringify([showId, form]));
  const { seconds, ...offered } = form;
  const keep = () =>
    deps.transact<GiveawayRecord>(async (session) => {
      const now = clock.now();
      const opened = await giveaways.open(
        {
          ...{ ...offered, ...newSeed(), showId, shopId: show.shopId, attempt, fingerprint },
          openedBy: viewer.id,
          openedAt: new Date(now),
          closesAt: seconds === null ? null : new Date(now + seconds * 1000),
        },
        session,
      );
      if (!opened.ok) return opened;
      const subject = `giveaway:${opened.data.id}`;
      const after = { showId, ...form, commit: opened.data.commit };
      await deps.audit({ actorId: viewer.id, action: "giveaway:open", subject, after }, session);
      return opened;
    });

  const keptBefore = () => giveaways.findByAttempt(attempt, fingerprint);
  const keepOrRefuse = async (): Promise<Result<GiveawayRecord>> => {
    try {
      return await keep();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return refuse("GIVEAWAY_ALREADY_OPEN");
    }
  };
  const tried = (await keptBefore()) ?? (await keepOrRefuse());
  // What is open already may be of this very attempt, which was made twice at once.
  const kept = tried.ok ? tried : ((await keptBefore()) ?? tried);
  if (!kept.ok) return kept;
  // A retry tells again: the first attempt may have been cut off here.
  return ok((await tellGiveaway(deps, kept.data.id)) ?? (await viewGiveaway(deps.people, kept.data)));
};

import {
  ok,
  PAIRING_SECONDS,
  type PairedScreen,
  type Pairing,
  type Result,
  refuse,
  type ScreenView,
  type ShopRole,
} from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import { type RunDeps, viewRun } from "../run-of-show/read-run.ts";
import { can } from "../shops/can.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowViews } from "../shows/show-views.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { PairingCodeStore } from "./pairing-codes.store.ts";
import type { ScreenRecord, ScreenStore } from "./screens.store.ts";

export interface PairingDeps extends Pick<RunDeps, "runs" | "findProducts"> {
  shows: Pick<ShowStore, "find">;
  views: ShowViews;
  codes: PairingCodeStore;
  screens: ScreenStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

export const viewScreen = ({ id, device, pairedAt, seenAt }: ScreenRecord): PairedScreen => ({
  id,
  device,
  pairedAt: pairedAt.toISOString(),
  seenAt: seenAt.toISOString(),
});

/** The show, for those who may pair screens with it. */
export const showToPair = async (
  { shows, requireRole }: PairingDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<ShowRecord>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "screen:pair");
  return role.ok ? ok(show) : role;
};

/** Gives out a code for one screen. Refuses with NOT_FOUND, NOT_ALLOWED or SHOW_ENDED. */
export const beginPairing = async (
  deps: PairingDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<Pairing>> => {
  const show = await showToPair(deps, viewer, showId);
  if (!show.ok) return show;
  if (show.data.status === "ended" || show.data.status === "cancelled") return refuse("SHOW_ENDED");
  const code = await deps.codes.create({ showId, by: viewer.id });
  return ok({ code, expiresAt: new Date(deps.clock.now() + PAIRING_SECONDS * 1000).toISOString() });
};

/** What a second screen shows, as long as it is one. */
export const readScreen = async (deps: PairingDeps, screen: ScreenRecord): Promise<Result<ScreenView>> => {
  const show = await deps.shows.find(screen.showId);
  if (!show) return refuse("SCREEN_ENDED");
  const [view, run] = await Promise.all([
    deps.views.one(show),
    deps.runs.find(show.id).then((record) => viewRun(deps, show.id, record)),
  ]);
  return ok({ screen: viewScreen(screen), show: view, run });
};

/**
 * Makes whoever comes with a code the second screen that it is for. The code is gone then, whatever becomes of the rest.
 * Refuses with PAIRING_USED or PAIRING_EXPIRED.
 */
export const pairScreen = async (
  deps: PairingDeps,
  code: string,
  device: string,
): Promise<Result<{ token: string; view: ScreenView }>> => {
  const { codes, shows, screens, roleOf, transact, audit, hub, clock } = deps;
  const meant = await codes.take(code);
  if (meant === "used") return refuse("PAIRING_USED");
  const show = meant === "unknown" ? null : await shows.find(meant.showId);
  // Whoever asked for it may have lost their role within these two minutes.
  if (meant === "unknown" || !show || !can(await roleOf(show.shopId, meant.by), "screen:pair"))
    return refuse("PAIRING_EXPIRED");
  const token = randomToken();
  const at = new Date(clock.now());
  const made = await transact<ScreenRecord>(async (session) => {
    const given = { showId: show.id, shopId: show.shopId, by: meant.by, device };
    const screen = await screens.create({ ...given, token, at }, session);
    const subject = `show:${show.id}`;
    const after = { screenId: screen.id, device };
    const { shopId } = show;
    await audit({ actorId: meant.by, action: "screen:pair", subject, after, shopId }, session);
    return ok(screen);
  });
  if (!made.ok) return made;
  hub.toModerators(show.shopId, "screens:changed", { showId: show.id });
  const view = await readScreen(deps, made.data);
  return view.ok ? ok({ token, view: view.data }) : view;
};

/** The screen with this token, while whoever paired it may still pair. */
export const createFindScreen =
  ({ screens, roleOf, clock }: Pick<PairingDeps, "screens" | "roleOf" | "clock">) =>
  async (token: string): Promise<ScreenRecord | null> => {
    const screen = await screens.findByToken(token, new Date(clock.now()));
    return screen && can(await roleOf(screen.shopId, screen.by), "screen:pair") ? screen : null;
  };

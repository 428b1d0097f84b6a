import type { LineMoves } from "@showdrop/shared";
import type { DropAnnouncer } from "../drops/announce-drops.ts";
import type { DropRecord } from "../drops/drop.schema.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { HoldStore, StoredHold } from "../holds/hold.store.ts";
import { toHold } from "../holds/hold-view.ts";
import type { LineStore, LogEntry } from "../holds/line.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Logger } from "../kit/logger.ts";
import { toWait } from "./wait-view.ts";

export interface TellLineDeps {
  drops: DropStore;
  holds: HoldStore;
  line: LineStore;
  hub: Hub;
  log: Logger;
  announcer(): Pick<DropAnnouncer, "stockMoved">;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  /** Tells somebody of their turn who may have no page open. */
  tellTurn(turn: { drop: DropRecord; hold: StoredHold }): Promise<void>;
}

/** People told of their places at a time: a fair start gives thousands theirs in one moment. */
const AT_ONCE = 100;

/** Somebody's turn has come: units are held for them, for a while. */
const tellOffer = async (deps: TellLineDeps, drop: DropRecord, entry: LogEntry): Promise<void> => {
  const { holds, hub, announcer, isBanned, tellTurn } = deps;
  const { user, hold: holdId } = entry;
  hub.toPerson(user, "wait:changed", { showId: drop.showId, dropId: drop.id, wait: null });
  // Banned since they came into the line, they do not take another's turn.
  if (await isBanned(drop.shopId, user)) {
    await holds.end(drop.id, holdId, "released", ["active"]);
    announcer().stockMoved(drop.id);
    return;
  }
  const hold = await holds.find(drop.id, holdId);
  if (!hold) return;
  hub.toPerson(user, "hold:changed", toHold(hold, drop, null));
  if (hold.status === "active") await tellTurn({ drop, hold });
};

const tellPlace = async (
  { line, hub }: TellLineDeps,
  { id, showId }: DropRecord,
  userId: string,
): Promise<void> => {
  const place = await line.find(id, userId);
  const wait = place && toWait(place, { id, showId });
  hub.toPerson(userId, "wait:changed", { showId, dropId: id, wait });
};

/** Who stands behind these moves up. Before a fair start is drawn nobody has a place to move from. */
const movesOf = (dropId: string, entries: readonly LogEntry[]): LineMoves => ({
  dropId,
  gone: entries.flatMap(({ seq, kind, variant, number, lobby }) =>
    (kind === "offered" || kind === "left") && number !== null && !lobby
      ? [{ variantId: variant, number, seq }]
      : [],
  ),
});

/** Tells those in line, and those behind them, what happened there; each thing once, by the server that wrote it down. */
export const tellLine = async (
  deps: TellLineDeps,
  dropId: string,
  entries: readonly LogEntry[],
): Promise<void> => {
  const ofLine = entries.filter(({ line }) => line);
  const drop = ofLine.length > 0 ? await deps.drops.find(dropId) : null;
  if (!drop) return;
  const moves = movesOf(dropId, ofLine);
  if (moves.gone.length > 0) await deps.hub.publish(drop.showId, "drop:line", moves);
  const tell = async (entry: LogEntry): Promise<void> => {
    if (entry.kind === "offered") await tellOffer(deps, drop, entry);
    else if (entry.kind === "drawn" || entry.kind === "left") await tellPlace(deps, drop, entry.user);
  };
  for (let from = 0; from < ofLine.length; from += AT_ONCE)
    for (const told of await Promise.allSettled(ofLine.slice(from, from + AT_ONCE).map(tell)))
      if (told.status === "rejected")
        deps.log.warn({ err: told.reason, dropId }, "somebody could not be told of their place in line");
};

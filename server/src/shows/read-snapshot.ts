import {
  type Drop,
  HISTORY_LENGTH,
  type Hold,
  ok,
  type Person,
  type Result,
  refuse,
  type ShopRole,
  type ShowSnapshot,
} from "@showdrop/shared";
import type { MessageStore } from "../chat/messages.store.ts";
import { toChatMessage } from "../chat/post-message.ts";
import type { ShowLog } from "../hub/show-log.store.ts";
import type { Clock } from "../kit/clock.ts";
import { rulesInForce } from "../moderation/rules/rules-in-force.ts";
import { type FindProducts, readPins } from "../pins/read-pins.ts";
import type { StageStore } from "../stage/stage.store.ts";
import { viewStage } from "../stage/tell-stage.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface ReadSnapshotDeps {
  shows: ShowStore;
  messages: MessageStore;
  showLog: ShowLog;
  stages: StageStore;
  views: ShowViews;
  clock: Clock;
  findProducts: FindProducts;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  bannedIds(shopId: string): Promise<string[]>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  listDrops(showId: string): Promise<Drop[]>;
  listMyHolds(showId: string, userId: string): Promise<Hold[]>;
}

/**
 * Everything a page needs to show a show. Refuses with NOT_FOUND or BANNED.
 *
 * How snapshot and events converge: whoever asks is in the show's room already, so every entry numbered after `seq`
 * reaches them. `seq` is read before anything else, and every use case writes its change before it publishes the entry
 * about it; so all that entries up to `seq` tell of is in the data. The data may be newer than `seq`: an entry after it
 * may tell again what is already there, which changes nothing, as entries carry whole things under their ids. A page
 * therefore drops entries up to `seq` and follows those after it, also the ones that arrived before this answer.
 */
export const readSnapshot = async (
  deps: ReadSnapshotDeps,
  viewer: { id: string } | null,
  showId: string,
): Promise<Result<ShowSnapshot>> => {
  const { shows, messages, showLog, views, clock } = deps;
  const seq = await showLog.last(showId);
  const record = await shows.find(showId);
  if (!record) return refuse("NOT_FOUND");
  const [banned, role, bannedIds] = await Promise.all([
    viewer ? deps.isBanned(record.shopId, viewer.id) : false,
    viewer ? deps.roleOf(record.shopId, viewer.id) : null,
    deps.bannedIds(record.shopId),
  ]);
  if (banned) return refuse("BANNED");
  const reader = { id: viewer?.id ?? null, team: role !== null };
  const [show, pins, stage, drops, holds, said] = await Promise.all([
    views.one(record),
    readPins(deps.findProducts, record),
    deps.stages.find(showId).then((stage) => viewStage(deps.people, stage)),
    deps.listDrops(showId),
    viewer ? deps.listMyHolds(showId, viewer.id) : [],
    messages.last(showId, { limit: HISTORY_LENGTH, without: bannedIds, reader }),
  ]);
  const authors = await deps.people([...new Set(said.map(({ authorId }) => authorId))]);
  return ok({
    seq,
    show,
    pins,
    stage,
    drops,
    chatRules: rulesInForce(record.chat),
    messages: said.flatMap((message) => {
      const author = authors.get(message.authorId);
      return author ? [toChatMessage(message, author, reader)] : [];
    }),
    viewers: show.viewers,
    role,
    holds,
    now: new Date(clock.now()).toISOString(),
  });
};

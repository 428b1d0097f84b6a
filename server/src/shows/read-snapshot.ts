import {
  type ChatMessage,
  type Coupon,
  type Drop,
  type EarlyAudience,
  HISTORY_LENGTH,
  type Hold,
  type MyPart,
  noPart,
  ok,
  type Result,
  refuse,
  type ShopRole,
  type ShowSnapshot,
  type Wait,
} from "@showdrop/shared";
import { type ReadChatDeps, readAsides, readChat } from "../chat/read-chat.ts";
import type { ShowLog } from "../hub/show-log.store.ts";
import type { Clock } from "../kit/clock.ts";
import { createSharedReads } from "../kit/shared-reads.ts";
import { rulesInForce } from "../moderation/rules/rules-in-force.ts";
import { type FindProducts, readPins } from "../pins/read-pins.ts";
import type { StageStore } from "../stage/stage.store.ts";
import { viewStage } from "../stage/tell-stage.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

/** What a show asks its viewers, and they ask it. */
export type Asked = Pick<ShowSnapshot, "questions" | "poll" | "giveaway">;

export interface ReadSnapshotDeps extends ReadChatDeps {
  shows: ShowStore;
  showLog: ShowLog;
  stages: StageStore;
  views: ShowViews;
  clock: Clock;
  findProducts: FindProducts;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  timedOutUntil(shopId: string, userId: string): Promise<Date | null>;
  bannedIds(shopId: string): Promise<string[]>;
  listDrops(showId: string): Promise<Drop[]>;
  /** Without what those of `without` asked. */
  readAsked(showId: string, without: readonly string[]): Promise<Asked>;
  readMyPart(asked: Asked, showId: string, userId: string): Promise<MyPart>;
  readCoupon(showId: string): Promise<Coupon | null>;
  listMyHolds(showId: string, userId: string): Promise<Hold[]>;
  listMyWaits(showId: string, userId: string): Promise<Wait[]>;
  /** Which of those a person is whom the show's drops let in first. */
  earlyIn(show: { shopId: string; drops: readonly Drop[] }, userId: string): Promise<EarlyAudience[]>;
}

/** Milliseconds in which a show is read once for all who enter it: a crowd comes back within seconds, in one wave. */
const SHARE_MS = 200;

type Shared = Omit<ShowSnapshot, "role" | "timedOutUntil" | "holds" | "waits" | "early" | "mine" | "now"> & {
  shopId: string;
};

/** What everybody in a show is shown alike, or null when there is no such show. */
const readShared = async (deps: ReadSnapshotDeps, showId: string): Promise<Shared | null> => {
  const { shows, showLog, views } = deps;
  const seq = await showLog.last(showId);
  const record = await shows.find(showId);
  if (!record) return null;
  const bannedIds = await deps.bannedIds(record.shopId);
  const [show, pins, stage, drops, chat, asked, coupon] = await Promise.all([
    views.one(record),
    readPins(deps.findProducts, record),
    deps.stages.find(showId).then((stage) => viewStage(deps.people, stage)),
    deps.listDrops(showId),
    readChat(deps, record, bannedIds),
    deps.readAsked(showId, bannedIds),
    deps.readCoupon(showId),
  ]);
  return {
    shopId: record.shopId,
    seq,
    show,
    pins,
    stage,
    drops,
    ...chat,
    ...asked,
    coupon,
    chatRules: rulesInForce(record.chat),
    viewers: show.viewers,
  };
};

/** Messages that all see and those that few see, in the order in which they were said. */
const mixed = (messages: readonly ChatMessage[], asides: readonly ChatMessage[]): ChatMessage[] =>
  asides.length === 0
    ? [...messages]
    : [...messages, ...asides].sort((a, b) => a.at.localeCompare(b.at)).slice(-HISTORY_LENGTH);

export type ReadSnapshot = (viewer: { id: string } | null, showId: string) => Promise<Result<ShowSnapshot>>;

/**
 * Everything a page needs to show a show: what all see alike is read once for all who ask at about the same time, what is
 * one's own for each. Refuses with NOT_FOUND or BANNED.
 *
 * How snapshot and events converge: whoever asks is in the show's room already, so every entry numbered after `seq`
 * reaches them. `seq` is read after they asked and before anything else, and every use case writes its change before it
 * publishes the entry about it; so all that entries up to `seq` tell of is in the data. The data may be newer than `seq`:
 * an entry after it may tell again what is already there, which changes nothing, as entries carry whole things under their
 * ids. A page therefore drops entries up to `seq` and follows those after it, also the ones that arrived before this
 * answer.
 */
export const createReadSnapshot = (deps: ReadSnapshotDeps): ReadSnapshot => {
  const shared = createSharedReads((showId) => readShared(deps, showId), SHARE_MS);
  return async (viewer, showId) => {
    const read = await shared(showId);
    if (!read) return refuse("NOT_FOUND");
    const { shopId, ...show } = read;
    const [banned, role, until, holds, waits, early, mine] = await Promise.all([
      viewer ? deps.isBanned(shopId, viewer.id) : false,
      viewer ? deps.roleOf(shopId, viewer.id) : null,
      viewer ? deps.timedOutUntil(shopId, viewer.id) : null,
      viewer ? deps.listMyHolds(showId, viewer.id) : [],
      viewer ? deps.listMyWaits(showId, viewer.id) : [],
      viewer ? deps.earlyIn(read, viewer.id) : [],
      viewer ? deps.readMyPart(show, showId, viewer.id) : noPart,
    ]);
    if (banned) return refuse("BANNED");
    const asides = viewer ? await readAsides(deps, showId, { id: viewer.id, team: role !== null }) : [];
    const messages = mixed(show.messages, asides);
    // The team always has the word.
    const timedOutUntil = role === null ? (until?.toISOString() ?? null) : null;
    const now = new Date(deps.clock.now()).toISOString();
    return ok({ ...show, messages, role, timedOutUntil, holds, waits, early, mine, now });
  };
};

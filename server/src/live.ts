import type {
  ChatBadge,
  Drop,
  EarlyAudience,
  Hold,
  Image,
  Person,
  Product,
  Refusal,
  ShopCard,
  ShopRole,
  Show,
  Wait,
} from "@showdrop/shared";
import { ok } from "@showdrop/shared";
import { buildAsking } from "./asking.ts";
import type { AuditRow } from "./audit/audit.store.ts";
import { captionFilesEdge } from "./captions/caption-files.ts";
import { captionsEdge } from "./captions/captions.edge.ts";
import { createCaptionStore } from "./captions/captions.store.ts";
import type { ImageFiles } from "./catalog/image-files.ts";
import { chatCommands, chatEdge } from "./chat/chat.edge.ts";
import { createEmoteStore } from "./chat/emotes.store.ts";
import { createHeartStore } from "./chat/hearts.store.ts";
import type { LineStore } from "./chat/lines.store.ts";
import { createMacroStore } from "./chat/macros.store.ts";
import { createMessageStore } from "./chat/messages.store.ts";
import { createPinnedStore } from "./chat/pinned.store.ts";
import { countHearts } from "./chat/send-hearts.ts";
import { createClipStore } from "./clips/clips.store.ts";
import type { Config } from "./config.ts";
import type { CommandHandlers } from "./edge/command.ts";
import type { Limits } from "./edge/limits.ts";
import type { Hub } from "./hub/hub.ts";
import type { ShowLog } from "./hub/show-log.store.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Loop } from "./kit/loop.ts";
import type { Db, DbSession, Transact } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { followNodes } from "./media/follow-nodes.ts";
import { mediaEdge } from "./media/media.edge.ts";
import { createMediaBus } from "./media/media-bus.ts";
import { createMediaRegistry } from "./media/registry.store.ts";
import { createAppealStore } from "./moderation/appeals.store.ts";
import { automodEdge } from "./moderation/automod/automod.edge.ts";
import { createAutomodStore } from "./moderation/automod/automod.store.ts";
import { createRaidStore } from "./moderation/automod/raids.store.ts";
import type { BanStore } from "./moderation/bans.store.ts";
import { createChatGate } from "./moderation/gate.ts";
import { type ModerationDeps, moderationEdge } from "./moderation/moderation.edge.ts";
import { createNoteStore } from "./moderation/notes.store.ts";
import { createReportStore } from "./moderation/reports/reports.store.ts";
import { reviewEdge } from "./moderation/review/review.edge.ts";
import { rulesEdge } from "./moderation/rules/rules.edge.ts";
import { rulesInForce } from "./moderation/rules/rules-in-force.ts";
import { createSlowTurns } from "./moderation/rules/slow-turns.store.ts";
import { createShadowMuteStore } from "./moderation/shadow/shadow-mutes.store.ts";
import { createTimeoutStore } from "./moderation/timeouts.store.ts";
import { pinsEdge } from "./pins/pins.edge.ts";
import { countViewers } from "./presence/count-viewers.ts";
import { createPresenceStore } from "./presence/presence.store.ts";
import { learnRecording } from "./recordings/learn-recording.ts";
import { createRecordingFiles, recordingUrl } from "./recordings/recording-files.ts";
import { recordingJobs } from "./recordings/recording-jobs.ts";
import { recordingsEdge } from "./recordings/recordings.edge.ts";
import { createRecordingStore } from "./recordings/recordings.store.ts";
import { can } from "./shops/can.ts";
import type { RequireRole } from "./shops/require-role.ts";
import { endShowForOperator, endShowNow } from "./shows/end-show.ts";
import { followHosts } from "./shows/follow-hosts.ts";
import { listShowings } from "./shows/list-showings.ts";
import { listShows, readShow } from "./shows/list-shows.ts";
import { createReadSnapshot, type ReadSnapshotDeps } from "./shows/read-snapshot.ts";
import type { ShowRecord } from "./shows/show.schema.ts";
import { createShowViews } from "./shows/show-views.ts";
import { showCommands, showsEdge } from "./shows/shows.edge.ts";
import type { ShowStore } from "./shows/shows.store.ts";
import { goLive } from "./shows/start-show.ts";
import { clearStage, followStages } from "./stage/follow-stages.ts";
import { takeOffStage } from "./stage/remove-guest.ts";
import { stageEdge } from "./stage/stage.edge.ts";
import { createStageStore } from "./stage/stage.store.ts";
import { isOnStage } from "./stage/stage-moves.ts";
import type { AdmitProgramDeps } from "./stream-keys/admit-program.ts";
import type { KeyText } from "./stream-keys/key-text.ts";
import type { StreamKeyStore } from "./stream-keys/stream-keys.store.ts";
import { whipEdge } from "./stream-keys/whip.edge.ts";

/** What moderation needs of accounts, teams, orders and the audit log. */
type ModerationNeeds = Pick<
  ModerationDeps,
  "act" | "listLog" | "latest" | "hasShop" | "teamSize" | "findAccount" | "countOrders"
>;

export interface LiveNeeds extends ModerationNeeds {
  db: Db;
  redis: Redis;
  subscriber: Redis;
  hub: Hub;
  showLog: ShowLog;
  rehearsed: AdmitProgramDeps["rehearsed"];
  /** What a show holds out to its viewers now. */
  readCoupon: ReadSnapshotDeps["readCoupon"];
  clock: Clock;
  log: Logger;
  /** What this server is for. */
  roles: Config["roles"];
  jobs: Jobs;
  mediaTokenSecret: string;
  limits: Limits;
  streamKeys: StreamKeyStore;
  keyText: KeyText;
  hostGraceMs: number;
  turn: Config["turn"];
  recordingsDir: string;
  keepRecordingsMs: number | null;
  shows: ShowStore;
  bans: BanStore;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
  /** Everybody with a role in a shop. */
  teamOf(shopId: string): Promise<{ userId: string; role: ShopRole }[]>;
  roleOf(shopId: string, userId: string, session?: DbSession): Promise<ShopRole | null>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  findProducts(ids: readonly string[]): Promise<Product[]>;
  findImages(shopId: string, ids: readonly string[]): Promise<Map<string, Image>>;
  /** Counts one chat line of a person. @returns the refusal when there were too many. */
  takeTurn(userId: string): Promise<Refusal | null>;
  /** Counts one report of a person. @returns the refusal when there were too many. */
  takeReport(userId: string): Promise<Refusal | null>;
  accountSince(userId: string): Promise<Date | null>;
  takeHearts(userId: string): Promise<Refusal | null>;
  lines: LineStore;
  imageFiles: ImageFiles;
  /** People whose name contains `part`. */
  idsNamed(part: string): Promise<string[]>;
  /** A shop's team, its owner first. */
  teamPeople(shopId: string): Promise<Person[]>;
  hasBought(shopId: string, userId: string): Promise<boolean>;
  /** Since when somebody follows a shop; null when they do not. */
  followedSince(shopId: string, userId: string): Promise<Date | null>;
  listDrops(showId: string): Promise<Drop[]>;
  listMyHolds(showId: string, userId: string): Promise<Hold[]>;
  listMyWaits(showId: string, userId: string): Promise<Wait[]>;
  earlyIn(show: { shopId: string; drops: readonly Drop[] }, userId: string): Promise<EarlyAudience[]>;
  closeDropsOfShow(showId: string): Promise<void>;
}

/** Shows on a shop's page: what is on, what comes, and the last that were. */
const ON_SHOP_PAGE = 50;

/** Wires what happens in a show but for selling: shows, pins, chat, moderation, viewers and the way to the media. */
export const buildLive = (needs: LiveNeeds) => {
  const { db, redis, subscriber, hub, clock, log, bans, shows } = needs;
  const registry = createMediaRegistry(redis);
  const mediaBus = createMediaBus(redis, subscriber, log);
  const presence = createPresenceStore(redis);
  const recordings = createRecordingStore(db);
  const recordingFiles = createRecordingFiles(needs.recordingsDir);
  const clips = createClipStore(db);
  const captions = createCaptionStore(db);
  const views = createShowViews({
    cards: needs.cards,
    countViewers: presence.count,
    replaysOf: async (showIds) =>
      new Map(
        (await recordings.ready(showIds)).flatMap(({ showId, manifest: { replay } }) =>
          replay ? [[showId, recordingUrl(showId, replay.poster)]] : [],
        ),
      ),
    hostGraceMs: needs.hostGraceMs,
  });
  const stages = createStageStore(db);
  const messages = createMessageStore(db);
  const asking = buildAsking({
    ...{ ...needs, messages },
    isBanned: bans.isBanned,
    bannedIds: bans.bannedIds,
  });
  const automods = createAutomodStore(db);
  const shadowMutes = createShadowMuteStore(db);
  const timeouts = createTimeoutStore(db, clock);
  const hearts = createHeartStore(redis);
  const counted = countHearts({ hub, hearts, log });
  const emotes = createEmoteStore(db);
  const onStage = { stages, hub, mediaBus, people: needs.people };
  const deps = {
    ...needs,
    stages,
    presentIn: presence.presentIn,
    isGuest: async (showId: string, userId: string) => isOnStage(await stages.find(showId), userId),
    takeOffStage: (showId: string, userId: string) => takeOffStage(onStage, showId, userId),
    clearStage: (showId: string) => clearStage(onStage, showId),
    ...{ recordings, recordingFiles, captions },
    removeClips: clips.removeOfShow,
    forgetCaptions: captions.removeAll,
    isRecorded: async ({ id, record }: ShowRecord) => record && !(await recordings.find(id))?.deletedAt,
    ...{ registry, mediaBus, views, messages },
    keepQuestion: asking.keepQuestion,
    tellQuestions: asking.tellQuestions,
    answeredIn: asking.answeredIn,
    readAsked: asking.readAsked,
    readMyPart: asking.readMyPart,
    gate: createChatGate({
      ...{ ...needs, automods, textsSince: messages.textsSince, isShadowMuted: shadowMutes.isMuted },
      ...{ slowTurns: createSlowTurns(redis), raids: createRaidStore(redis) },
    }),
    shieldOf: async (shopId: string) => (await automods.settingsOf(shopId)).shield,
    ...{ automods, shadowMutes, reports: createReportStore(db), isShadowMuted: shadowMutes.isMuted },
    ...{ timeouts, notes: createNoteStore(db), appeals: createAppealStore(db) },
    timedOutUntil: timeouts.timedOutUntil,
    ...{ hearts, emotes, macros: createMacroStore(db), pinned: createPinnedStore(db) },
    addHearts: counted.add,
    findEmotes: emotes.findMany,
    mayLink: ({ chat }: ShowRecord) => rulesInForce(chat).linksOpen,
    async badgesOf(shopId: string, userId: string): Promise<ChatBadge[]> {
      const [bought, since] = await Promise.all([
        needs.hasBought(shopId, userId),
        needs.followedSince(shopId, userId),
      ]);
      return [...(bought ? ["buyer" as const] : []), ...(since ? ["follower" as const] : [])];
    },
    isBanned: bans.isBanned,
    bannedIds: bans.bannedIds,
  };
  const commands: Omit<CommandHandlers, "show:opened"> = {
    ...showCommands(createReadSnapshot(deps)),
    ...chatCommands(deps),
    ...asking.commands,
    "clock:read": async () => ok({ now: new Date(clock.now()).toISOString() }),
  };
  const hostsOf = async (showId: string) => {
    const show = await shows.find(showId);
    const team = show ? await needs.teamOf(show.shopId) : [];
    return new Set(team.flatMap(({ userId, role }) => (can(role, "show:host") ? [userId] : [])));
  };
  let watches: Loop[] = [];
  let stopJobs = async (): Promise<void> => undefined;

  return {
    handlers: {
      ...{ ...showsEdge(deps), ...pinsEdge(deps), ...stageEdge(deps) },
      ...{ ...chatEdge(deps), ...rulesEdge(deps), ...automodEdge(deps), ...reviewEdge(deps) },
      ...{ ...moderationEdge(deps), ...mediaEdge(deps), ...recordingsEdge(deps) },
      ...captionsEdge(deps),
      ...asking.handlers,
    },
    commands,
    hostsOf,
    ...{ views, presence, messages, questions: asking.questions },
    goLive: (showId: string) => goLive(deps, { id: showId }),
    /** Ends a show that is on, as the system does. */
    async endShow(showId: string): Promise<void> {
      const show = await shows.find(showId);
      if (show) await endShowNow(deps, show);
    },
    /** Where programs begin to send or play by WHIP and WHEP. */
    whip: whipEdge({ ...deps, goLive: (show) => goLive(deps, show), rehearsed: needs.rehearsed }),
    /** The files of captions, for browsers. */
    captionFiles: captionFilesEdge(captions),
    /** Where media nodes listen now, for the content-security policy. */
    mediaUrls: registry.urls,
    /** In which shows a product was brought to the front. */
    showingsOf: (productId: string) => listShowings(deps, productId),
    listShows: (query: Parameters<typeof listShows>[1]) => listShows(deps, query),
    readShow: (showId: string) => readShow(deps, showId),
    showsOf: (shopId: string): Promise<Show[]> => listShows(deps, { shopId, limit: ON_SHOP_PAGE }),
    registry,
    countViewers: presence.count,
    endShowForOperator: (operatorId: string, showId: string, reason: string) =>
      endShowForOperator(deps, operatorId, showId, reason),
    /** Somebody is nobody here any more: what they send and receive of shows ends. */
    async cutFromMedia(userId: string): Promise<void> {
      for (const { id: showId } of await shows.listOnAir())
        await mediaBus.tell({ type: "person:removed", showId, userId });
    },
    /** Somebody may not host in a shop any more: what they send in its shows ends. */
    async stopHosting(shopId: string, userId: string): Promise<void> {
      for (const { id: showId } of await shows.listOnAir(shopId))
        await mediaBus.tell({ type: "sender:removed", showId, userId });
    },
    async bannedFrom(showId: string): Promise<string[]> {
      const show = await shows.find(showId);
      return show ? bans.bannedIds(show.shopId) : [];
    },
    async start(): Promise<void> {
      await mediaBus.listen(({ type, showId }) => {
        if (type !== "recording:changed" || !needs.roles.has("jobs")) return;
        learnRecording(deps, showId).catch((error: unknown) => log.warn({ err: error, showId }, type));
      });
      stopJobs = needs.jobs.start(recordingJobs(deps));
      asking.start();
      const { roles } = needs;
      watches = [
        ...(roles.has("jobs") ? [await followHosts(deps), await followStages(deps)] : []),
        // Whoever serves pages must know where media nodes listen.
        ...(roles.has("jobs") || roles.has("api") ? [followNodes(deps)] : []),
        ...(roles.has("hub") ? [countViewers({ hub, presence, hostsOf, log })] : []),
      ];
    },
    /** After the sockets are gone, so that nobody counts as watching here any more. */
    async stop(): Promise<void> {
      await Promise.all([stopJobs(), counted.stop(), asking.stop(), ...watches.map((watch) => watch.stop())]);
      mediaBus.close();
    },
  };
};

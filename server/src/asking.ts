import type { MyPart, Person, ShopRole } from "@showdrop/shared";
import type { AuditRow } from "./audit/audit.store.ts";
import type { MessageRecord } from "./chat/message-record.ts";
import type { MessageStore } from "./chat/messages.store.ts";
import type { Config } from "./config.ts";
import { giveawayCommands, giveawaysEdge } from "./giveaways/giveaways.edge.ts";
import { createGiveawayStore } from "./giveaways/giveaways.store.ts";
import { viewGiveaway } from "./giveaways/tell-giveaway.ts";
import type { Hub } from "./hub/hub.ts";
import { askingJobs } from "./jobs/asking-jobs.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Loop } from "./kit/loop.ts";
import type { Db, DbSession, Transact } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { createUntold, type TellCounts } from "./kit/untold.ts";
import { toPoll } from "./polls/open-poll.ts";
import { pollCommands, pollsEdge } from "./polls/polls.edge.ts";
import { createPollStore } from "./polls/polls.store.ts";
import { tellQuestion } from "./questions/feature-question.ts";
import { answeredIn } from "./questions/list-answered.ts";
import { toQuestion, viewQuestions } from "./questions/question-view.ts";
import { questionCommands, questionsEdge } from "./questions/questions.edge.ts";
import { createQuestionStore } from "./questions/questions.store.ts";
import type { RequireRole } from "./shops/require-role.ts";
import type { Asked } from "./shows/read-snapshot.ts";
import type { ShowStore } from "./shows/shows.store.ts";

export interface AskingNeeds {
  db: Db;
  redis: Redis;
  hub: Hub;
  clock: Clock;
  log: Logger;
  roles: Config["roles"];
  jobs: Jobs;
  shows: ShowStore;
  messages: MessageStore;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  bannedIds(shopId: string): Promise<string[]>;
  teamOf(shopId: string): Promise<{ userId: string }[]>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  followedSince(shopId: string, userId: string): Promise<Date | null>;
  hasBought(shopId: string, userId: string): Promise<boolean>;
}

/** Wires what a show asks its viewers and they ask it: questions, polls and giveaways. */
export const buildAsking = (needs: AskingNeeds) => {
  const { db, redis, hub, log, shows } = needs;
  const [questions, polls, giveaways] = [
    createQuestionStore(db),
    createPollStore(db),
    createGiveawayStore(db),
  ];
  const untold = createUntold(redis, log, db.name);
  const deps = {
    ...{ ...needs, questions, polls, giveaways, untold },
    findShow: shows.find,
    takeNoPart: async (shopId: string) => {
      const [team, banned] = await Promise.all([needs.teamOf(shopId), needs.bannedIds(shopId)]);
      return new Set([...team.map(({ userId }) => userId), ...banned]);
    },
  };

  const tellVotes: TellCounts = async (showId, ids) => {
    const votes = await questions.count(ids);
    if (votes.length > 0) await hub.publish(showId, "questions:votes", { votes });
  };
  const tellPolls: TellCounts = async (showId, ids) => {
    for (const pollId of ids) {
      const poll = await polls.count(pollId);
      if (poll) await hub.publish(showId, "poll:counts", { pollId, counts: poll.counts });
    }
  };
  const tellEntries: TellCounts = async (showId, ids) => {
    for (const giveawayId of ids) {
      const entries = await giveaways.count(giveawayId);
      if (entries !== null) await hub.publish(showId, "giveaway:entries", { giveawayId, entries });
    }
  };
  let telling: Loop | undefined;
  let stopJobs = async (): Promise<void> => undefined;

  return {
    handlers: { ...questionsEdge(deps), ...pollsEdge(deps), ...giveawaysEdge(deps) },
    commands: { ...questionCommands(deps), ...pollCommands(deps), ...giveawayCommands(deps) },
    questions,
    /** Puts a message that is about to be told into the queue. */
    keepQuestion: questions.add,
    /** Tells of the questions among messages that are shown again. */
    async tellQuestions(messages: readonly MessageRecord[]): Promise<void> {
      for (const { id, showId } of messages.filter(({ kind }) => kind === "question")) {
        const record = await questions.find(showId, id);
        if (record) await tellQuestion(deps, record);
      }
    },
    /** What was answered in a show, for its replay. */
    answeredIn: (show: { id: string; shopId: string }) => answeredIn(deps, show),

    async readAsked(showId: string, without: readonly string[]): Promise<Asked> {
      const [queue, poll, giveaway] = await Promise.all([
        questions.queue(showId, without).then((records) => viewQuestions(deps, showId, records)),
        polls.newest(showId),
        giveaways.newest(showId),
      ]);
      return {
        questions: queue.map(toQuestion),
        poll: poll && toPoll(poll),
        giveaway: giveaway && (await viewGiveaway(needs.people, giveaway)),
      };
    },

    async readMyPart({ poll, giveaway }: Asked, showId: string, userId: string): Promise<MyPart> {
      const [upvotes, answer, entrantId] = await Promise.all([
        questions.votedFor(showId, userId),
        poll && polls.voteOf(poll.id, userId),
        giveaway && giveaways.entryOf(giveaway.id, userId),
      ]);
      return {
        upvotes,
        vote: poll && answer !== null ? { pollId: poll.id, answer } : null,
        entry: giveaway && entrantId !== null ? { giveawayId: giveaway.id, entrantId } : null,
      };
    },

    start(): void {
      telling = needs.roles.has("jobs")
        ? untold.start({ question: tellVotes, poll: tellPolls, giveaway: tellEntries })
        : undefined;
      stopJobs = needs.jobs.start(askingJobs(deps));
    },
    async stop(): Promise<void> {
      await Promise.all([telling?.stop(), stopJobs()]);
    },
  };
};

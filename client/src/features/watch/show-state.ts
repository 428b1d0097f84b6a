import {
  assertNever,
  type ChatMessage,
  type Drop,
  type DropUnits,
  type Hold,
  type Id,
  LINES_LENGTH,
  type LineMoves,
  type MyPart,
  type MyStep,
  type Person,
  type Pulse,
  type ShowEntry,
  type ShowSnapshot,
  type SystemLine,
  type Wait,
  type WaitChange,
  withStep,
} from "@showdrop/shared";
import { asked } from "./asked-state.ts";

/** Entries that wait for a missing one. A page that far behind takes a snapshot anyway, so more need not be kept. */
const MOST_WAITING = 500;

/** Messages that a page keeps: enough to scroll back to, and no more than a phone lays out at once. */
export const KEPT_MESSAGES = 200;

/** All that a page knows of a show. */
export interface ShowState {
  /** Null until the first snapshot. */
  known: ShowSnapshot | null;
  /** Entries that cannot be followed yet, because one before them, or the first snapshot, is missing. */
  waiting: readonly ShowEntry[];
}

export const nothingKnown: ShowState = { known: null, waiting: [] };

/** What was known when a snapshot was asked for; the snapshot is newer than that, but not than what came meanwhile. */
export interface Asked {
  seq: number;
  holds: readonly Id[];
  mine: MyPart | null;
}
export const askedAt = ({ known }: ShowState): Asked => ({
  seq: known?.seq ?? 0,
  holds: known?.holds.map(({ id }) => id) ?? [],
  mine: known?.mine ?? null,
});

export type ShowAction =
  | { type: "snapshot"; snapshot: ShowSnapshot; asked: Asked }
  | { type: "frame"; entries: readonly ShowEntry[] }
  | { type: "pulse"; pulse: Pulse }
  | { type: "timedOut"; until: string | null }
  /** A message that not everybody sees. */
  | { type: "aside"; message: ChatMessage }
  | { type: "rejected"; messageId: Id }
  | { type: "hold"; hold: Hold }
  | { type: "wait"; change: WaitChange }
  | { type: "step"; step: MyStep };

/** Something is missing: unless it arrives in a moment, only a snapshot helps. */
export const isStale = (state: ShowState): boolean => state.known !== null && state.waiting.length > 0;

const holdRank: Record<Hold["status"], number> = {
  active: 0,
  paying: 1,
  committed: 2,
  released: 2,
  expired: 2,
};
export const hasEnded = (hold: Hold): boolean => holdRank[hold.status] === 2;

/** Adds or replaces a hold; one that has ended never comes back, in whatever order the news arrive. */
const withHold = (holds: readonly Hold[], hold: Hold): Hold[] => {
  const known = holds.find(({ id }) => id === hold.id);
  if (!known) return [...holds, hold];
  if (hasEnded(known) || holdRank[hold.status] < holdRank[known.status]) return [...holds];
  return holds.map((each) => (each === known ? hold : each));
};

const withDrop = (drops: readonly Drop[], drop: Drop): Drop[] =>
  drops.some(({ id }) => id === drop.id)
    ? drops.map((each) => (each.id === drop.id ? drop : each))
    : [...drops, drop];

/** A snapshot may hold a message already whose entry follows it. */
const withMessage = (messages: readonly ChatMessage[], message: ChatMessage): ChatMessage[] =>
  [...messages.filter(({ id }) => id !== message.id), message].slice(-KEPT_MESSAGES);

/** Puts messages back where they stood; those older than all that are kept stay away. */
const withRestored = (messages: readonly ChatMessage[], back: readonly ChatMessage[]): ChatMessage[] => {
  const there = new Set(messages.map(({ id }) => id));
  return [...messages, ...back.filter(({ id }) => !there.has(id))]
    .toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
    .slice(-KEPT_MESSAGES);
};
const withLine = (lines: readonly SystemLine[], line: SystemLine): SystemLine[] =>
  [...lines.filter(({ id }) => id !== line.id), line].slice(-LINES_LENGTH);

/** Takes messages away, and what is shown of them elsewhere: on top of the chat and above the answers to them. */
const withoutMessages = (
  show: ShowSnapshot,
  gone: (message: { id: Id; author: Person }) => boolean,
): ShowSnapshot => ({
  ...show,
  messages: show.messages
    .filter((message) => !gone(message))
    .map((message) => {
      const { replyTo } = message;
      if (!replyTo || replyTo.text === null || !gone({ ...replyTo, id: replyTo.messageId })) return message;
      return { ...message, replyTo: { ...replyTo, text: null } };
    }),
  questions: show.questions.filter((question) => !gone(question)),
  pinned: show.pinned && gone(show.pinned.message) ? null : show.pinned,
});

const withWait = (waits: readonly Wait[], { dropId, wait }: WaitChange): Wait[] => [
  ...waits.filter((each) => each.dropId !== dropId),
  ...(wait ? [wait] : []),
];

const withUnits = (drop: Drop, { status, stock, pools }: DropUnits): Drop => ({
  ...drop,
  ...{ status, stock },
  pools: drop.pools.map((pool) => {
    const moved = pools.find(({ variantId }) => variantId === pool.variant.id);
    return moved ? { ...pool, stock: moved.stock, waiting: moved.waiting } : pool;
  }),
});

/** My place in line, once some of those before me were served or left. */
const movedUp = (wait: Wait, { dropId, gone }: LineMoves): Wait => {
  if (wait.dropId !== dropId || !wait.place) return wait;
  const { number, ahead, seq } = wait.place;
  const before = gone.filter(
    (other) => other.variantId === wait.variantId && other.number < number && other.seq > seq,
  );
  return { ...wait, place: { ...wait.place, ahead: Math.max(0, ahead - before.length) } };
};

/** What one entry of the log means; the caller has seen to it that it is the next one. */
const follow = (show: ShowSnapshot, entry: ShowEntry): ShowSnapshot => {
  const next = { ...show, seq: entry.seq };
  switch (entry.event) {
    case "show:changed":
      return { ...next, show: entry.data };
    case "pins:changed":
      return { ...next, pins: entry.data };
    case "stage:changed":
      // Two changes at once may be told the wrong way round; the greater revision is what is.
      return entry.data.revision > show.stage.revision ? { ...next, stage: entry.data } : next;
    case "chat:posted":
      return {
        ...next,
        messages: withMessage(show.messages, entry.data),
        questions: asked.posted(show, entry.data),
      };
    case "chat:deleted":
      return withoutMessages(next, ({ id }) => id === entry.data.messageId);
    case "chat:rules":
      // Two changes at once may be told the wrong way round; the greater revision is what is.
      return entry.data.revision > show.chatRules.revision ? { ...next, chatRules: entry.data } : next;
    case "chat:restored":
      return { ...next, messages: withRestored(show.messages, entry.data.messages) };
    case "person:banned":
      return withoutMessages(next, ({ author }) => author.id === entry.data.userId);
    case "chat:pinned":
      return { ...next, pinned: entry.data.pinned };
    case "chat:line":
      return { ...next, lines: withLine(show.lines, entry.data) };
    case "drop:changed":
      return { ...next, drops: withDrop(show.drops, entry.data) };
    case "drop:stock": {
      const moved = entry.data;
      return {
        ...next,
        drops: show.drops.map((drop) => (drop.id === moved.dropId ? withUnits(drop, moved) : drop)),
      };
    }
    case "drop:line":
      return { ...next, waits: show.waits.map((wait) => movedUp(wait, entry.data)) };
    case "question:changed":
      return { ...next, questions: asked.changed(show, entry.data) };
    case "questions:votes":
      return { ...next, questions: asked.votes(show, entry.data.votes) };
    case "poll:changed":
      return { ...next, poll: entry.data };
    case "poll:counts": {
      const { pollId, counts } = entry.data;
      return show.poll?.id === pollId ? { ...next, poll: { ...show.poll, counts } } : next;
    }
    case "coupon:changed":
      return { ...next, coupon: entry.data.coupon };
    case "giveaway:changed":
      return { ...next, giveaway: entry.data };
    case "giveaway:entries": {
      const { giveawayId, entries } = entry.data;
      return show.giveaway?.id === giveawayId ? { ...next, giveaway: { ...show.giveaway, entries } } : next;
    }
    default:
      return assertNever(entry);
  }
};

/** The newest counts; what a pulse leaves out stays as it was. */
const withPulse = (
  show: ShowSnapshot,
  { viewers = show.viewers, hearts = show.hearts }: Pulse,
): ShowSnapshot => ({ ...show, viewers, hearts });

/** Follows every waiting entry whose turn has come and forgets those that are behind. */
const catchUp = (from: ShowSnapshot, waiting: readonly ShowEntry[]): ShowState => {
  let known = from;
  for (const entry of waiting.toSorted((a, b) => a.seq - b.seq)) {
    if (entry.seq === known.seq + 1) known = follow(known, entry);
  }
  return { known, waiting: waiting.filter(({ seq }) => seq > known.seq) };
};

/** Holds are not in the show's log: a snapshot is right about those it was asked about, later news about the others. */
const holdsAfter = (known: ShowSnapshot, snapshot: ShowSnapshot, asked: Asked): Hold[] =>
  snapshot.holds.reduce(
    withHold,
    known.holds.filter(
      (hold) =>
        hasEnded(hold) || !asked.holds.includes(hold.id) || snapshot.holds.some(({ id }) => id === hold.id),
    ),
  );

const takeSnapshot = ({ known, waiting }: ShowState, snapshot: ShowSnapshot, asked: Asked): ShowState => {
  if (!known) return catchUp(snapshot, waiting);
  const holds = holdsAfter(known, snapshot, asked);
  // What I did while the snapshot was on its way is not in it.
  const mine = known.mine === asked.mine ? snapshot.mine : known.mine;
  // The log is behind where it was: the server lost it and began anew, and our numbers mean nothing any more.
  if (snapshot.seq < asked.seq) return { known: { ...snapshot, holds, mine }, waiting: [] };
  // Overtaken by the log on its way, it says nothing new of the show, but is right about me.
  const show = snapshot.seq < known.seq ? { ...known, role: snapshot.role } : snapshot;
  return catchUp({ ...show, holds, mine }, waiting);
};

/**
 * The show as a page knows it, after one more piece of news. Entries are followed in the order of their numbers: a
 * repeated one changes nothing, one that comes early waits for those before it.
 */
export function showReducer(state: ShowState, action: ShowAction): ShowState {
  const { known, waiting } = state;
  switch (action.type) {
    case "snapshot":
      return takeSnapshot(state, action.snapshot, action.asked);
    case "frame": {
      const seen = new Set(waiting.map(({ seq }) => seq));
      const fresh = action.entries.filter(({ seq }) => !seen.has(seq) && seq > (known?.seq ?? -1));
      if (fresh.length === 0) return state;
      const more = [...waiting, ...fresh].slice(-MOST_WAITING);
      return known ? catchUp(known, more) : { known, waiting: more };
    }
    case "pulse":
      return known ? { ...state, known: withPulse(known, action.pulse) } : state;
    case "aside":
      return known
        ? { ...state, known: { ...known, messages: withMessage(known.messages, action.message) } }
        : state;
    case "rejected":
      return known ? { ...state, known: withoutMessages(known, ({ id }) => id === action.messageId) } : state;
    case "timedOut":
      return known ? { ...state, known: { ...known, timedOutUntil: action.until } } : state;
    case "hold":
      return known ? { ...state, known: { ...known, holds: withHold(known.holds, action.hold) } } : state;
    case "wait":
      return known ? { ...state, known: { ...known, waits: withWait(known.waits, action.change) } } : state;
    case "step":
      return known ? { ...state, known: { ...known, mine: withStep(known.mine, action.step) } } : state;
    default:
      return assertNever(action);
  }
}

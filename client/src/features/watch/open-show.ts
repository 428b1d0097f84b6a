import {
  assertNever,
  type ChatMessage,
  type GiveawayWin,
  type Hold,
  type ModerationEntry,
  type MyStep,
  type NewMessage,
  type Opened,
  type Order,
  type PersonNews,
  type RaidAlert,
  type Refusal,
  type Result,
  refuse,
  type ScreenNews,
  type ShowSnapshot,
  type WaitChange,
} from "@showdrop/shared";
import { measureOffset, setServerOffset } from "../../lib/clock.ts";
import { openHub } from "../../lib/socket.ts";
import { visitNow } from "../../lib/visit.ts";
import { askedAt, isStale, nothingKnown, type ShowAction, showReducer } from "./show-state.ts";

/**
 * How long an early entry waits for the one before it: the server waits for it too, 100 ms. As much again is drawn by lot,
 * since what one page misses the whole room may be missing.
 */
const GAP_PATIENCE_MS = 300;
/** Before a join that failed for want of an answer is tried again. */
const REJOIN_MS = 1500;
/** Drawn by lot and added to the wait for the next join, so that a crowd does not come as one. */
const REJOIN_SPREAD_MS = 1000;
/** Sales kept for the studio's list; the orders page has all. */
const MOST_SALES = 50;
/** Acts kept for the moderators' view; the log has all. */
const MOST_MODERATED = 100;

export type ShowLink =
  | { phase: "joining" | "joined" | "reconnecting"; refusal: null }
  /** The server said no for good: no such show, or I am banned. */
  | { phase: "refused"; refusal: Refusal };

export interface ShowNews {
  link: ShowLink;
  show: ShowSnapshot | null;
  /** My orders of this show that changed while the page was open, newest state, by id. */
  orders: Readonly<Record<string, Order>>;
  /** Paid orders that arrived while the page was open, newest first; for the shop's owner and managers. */
  sales: readonly Order[];
  /** What was done about people and messages while the page was open, newest first; for those who moderate. */
  moderated: readonly ModerationEntry[];
  /** Counts the news of what waits for review and what was reported: lists that were read before them are behind. */
  reviewed: number;
  /** Counts the news that the show's plan changed, and that a second screen came or went; for its team. */
  planned: number;
  paired: number;
  /** The newest alert of a raid; for those who moderate. */
  raid: RaidAlert | null;
  /** What I was told that I won while the page was open. */
  won: GiveawayWin | null;
}

export const noNews: ShowNews = {
  link: { phase: "joining", refusal: null },
  show: null,
  orders: {},
  sales: [],
  moderated: [],
  reviewed: 0,
  planned: 0,
  paired: 0,
  raid: null,
  won: null,
};

/** What a viewer does in a show's questions, polls and giveaways. */
export type Deed =
  | { did: "upvote"; questionId: string; up: boolean }
  | { did: "vote"; pollId: string; answer: number }
  | { did: "enter"; giveawayId: string };

export interface OpenShow {
  post: (message: NewMessage) => Promise<Result<ChatMessage>>;
  /** Hearts that were tapped; some may be lost. */
  sendHearts: (count: number) => Promise<Result<object>>;
  /** Votes for a question, votes in a poll, or enters a giveaway. */
  takePart: (deed: Deed) => Promise<Result<MyStep>>;
  /** Says that a card or the bag was opened, once each; it may be lost. */
  noteOpened: (opened: Opened) => void;
  /** Takes in a hold that an HTTP call answered with, before the hub tells of it. */
  adopt: (hold: Hold) => void;
  /** My place in a drop's line, as an answer told it. */
  adoptWait: (change: WaitChange) => void;
  close: () => void;
}

/**
 * Follows a show over the hub until closed: joins, keeps the state, asks for a snapshot after a gap and after every
 * reconnection, and measures the server's clock. `changed` gets everything anew at each change, `otherNews` what the
 * person is told that is not of this show, `onScreen` what a paired second screen is told.
 */
export function openShow(
  showId: string,
  changed: (news: ShowNews) => void,
  otherNews: (news: PersonNews) => void,
  { onScreen, url }: { onScreen?: (news: ScreenNews) => void; url?: string } = {},
): OpenShow {
  let news = noNews;
  let state = nothingKnown;
  let closed = false;
  let joining = false;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  let rejoinTimer: ReturnType<typeof setTimeout> | undefined;
  const opened = new Set<string>();

  const tell = (more: Partial<ShowNews>) => {
    if (closed) return;
    news = { ...news, ...more };
    changed(news);
  };

  const dispatch = (action: ShowAction) => {
    state = showReducer(state, action);
    if (state.known !== news.show) tell({ show: state.known });
    if (!isStale(state)) {
      clearTimeout(gapTimer);
      gapTimer = undefined;
    } else gapTimer ??= setTimeout(join, GAP_PATIENCE_MS * (1 + Math.random()));
  };

  const join = async () => {
    gapTimer = undefined;
    clearTimeout(rejoinTimer);
    if (joining || closed) return;
    joining = true;
    const asked = askedAt(state);
    const answer = await hub.request("show:join", { showId, visit: visitNow() });
    joining = false;
    if (closed || news.link.phase === "refused") return;
    if (answer.ok) {
      tell({ link: { phase: "joined", refusal: null } });
      dispatch({ type: "snapshot", snapshot: answer.data, asked });
      return;
    }
    const { code, retryAfter } = answer.error;
    if (code === "UNAVAILABLE" || code === "TOO_MANY_REQUESTS" || code === "INTERNAL") {
      const wait = retryAfter === undefined ? REJOIN_MS : retryAfter * 1000;
      rejoinTimer = setTimeout(join, wait + Math.random() * REJOIN_SPREAD_MS);
    } else tell({ link: { phase: "refused", refusal: answer.error } });
  };

  const readClock = async () => {
    const answer = await hub.request("clock:read", {});
    return answer.ok ? Date.parse(answer.data.now) : null;
  };
  const setClock = async () => {
    const offset = await measureOffset(readClock);
    if (offset !== null && !closed) setServerOffset(offset);
  };
  // A device that slept may have set its clock meanwhile.
  const wokeUp = () => {
    if (document.visibilityState === "visible") void setClock();
  };
  document.addEventListener("visibilitychange", wokeUp);

  const hub = openHub(
    {
      onUp: () => {
        void join();
        void setClock();
      },
      onDown: () => {
        clearTimeout(rejoinTimer);
        if (news.link.phase === "joined") tell({ link: { phase: "reconnecting", refusal: null } });
      },
      onFrame: (frame) => {
        const entries = frame.filter((entry) => entry.showId === showId);
        if (entries.length > 0) dispatch({ type: "frame", entries });
      },
      onPulse: (pulse) => {
        if (pulse.showId === showId) dispatch({ type: "pulse", pulse });
      },
      onPerson: (told) => {
        const { event, data } = told;
        switch (event) {
          case "hold:changed":
            if (data.showId === showId) dispatch({ type: "hold", hold: data });
            return;
          case "wait:changed":
            if (data.showId === showId) dispatch({ type: "wait", change: data });
            return;
          case "order:changed":
            if (data.showId === showId) tell({ orders: { ...news.orders, [data.id]: data } });
            return;
          case "person:banned":
            if (data.shopId !== news.show?.show.shop.id) return;
            tell({ link: { phase: "refused", refusal: refuse("BANNED").error } });
            otherNews(told);
            return;
          case "person:readmitted":
            // A page that opened while its person was banned never learned which shop it was of: it tries.
            if (news.link.refusal?.code !== "BANNED") return;
            tell({ link: { phase: "joining", refusal: null } });
            void join();
            return;
          case "person:timedout":
            if (data.shopId === news.show?.show.shop.id) dispatch({ type: "timedOut", until: data.until });
            return;
          case "role:changed":
            if (data.shopId === news.show?.show.shop.id) void join();
            otherNews(told);
            return;
          case "chat:aside":
            if (data.showId === showId) dispatch({ type: "aside", message: data });
            return;
          case "chat:rejected":
            if (data.showId === showId) dispatch({ type: "rejected", messageId: data.messageId });
            return;
          case "mine:step":
            if (data.showId === showId) dispatch({ type: "step", step: data });
            return;
          case "giveaway:won":
            if (data.showId === showId && news.won?.giveawayId !== data.giveawayId) tell({ won: data });
            return;
          default:
            otherNews(told);
        }
      },
      onModeration: ({ shopId, event, data }) => {
        if (shopId !== news.show?.show.shop.id) return;
        switch (event) {
          case "moderation:done":
            tell({ moderated: [data, ...news.moderated].slice(0, MOST_MODERATED) });
            return;
          case "message:shadowed":
            if (data.showId === showId) dispatch({ type: "aside", message: data });
            return;
          case "raid:suspected":
            if (data.showId === showId) tell({ raid: data });
            return;
          case "message:held":
          case "message:judged":
          case "report:changed":
          case "report:closed":
            tell({ reviewed: news.reviewed + 1 });
            return;
          case "run:changed":
            if (data.showId === showId) tell({ planned: news.planned + 1 });
            return;
          case "screens:changed":
            if (data.showId === showId) tell({ paired: news.paired + 1 });
            return;
          case "appeal:opened":
          case "shadow:changed":
            return;
        }
      },
      onTeam: ({ event, data }) => {
        if (event !== "order:paid") return;
        if (data.showId !== showId || news.sales.some(({ id }) => id === data.id)) return;
        tell({ sales: [data, ...news.sales].slice(0, MOST_SALES) });
      },
      ...(onScreen ? { onScreen } : {}),
    },
    url,
  );

  const send = (deed: Deed): Promise<Result<MyStep>> => {
    switch (deed.did) {
      case "upvote":
        return hub.request("question:upvote", { showId, questionId: deed.questionId, up: deed.up });
      case "vote":
        return hub.request("poll:vote", { showId, pollId: deed.pollId, answer: deed.answer });
      case "enter":
        return hub.request("giveaway:enter", { showId, giveawayId: deed.giveawayId });
      default:
        return assertNever(deed);
    }
  };

  return {
    post: (message) => hub.request("chat:post", { ...message, showId }),
    sendHearts: (count) => hub.request("heart:send", { showId, count }),
    takePart: async (deed) => {
      const done = await send(deed);
      // Before the hub tells my other pages, and this one, of it.
      if (done.ok) dispatch({ type: "step", step: done.data });
      return done;
    },
    noteOpened: (what) => {
      const key = JSON.stringify(what);
      if (opened.has(key)) return;
      opened.add(key);
      void hub.request("show:opened", { showId, opened: what });
    },
    adopt: (hold) => dispatch({ type: "hold", hold }),
    adoptWait: (change) => dispatch({ type: "wait", change }),
    close: () => {
      closed = true;
      clearTimeout(gapTimer);
      clearTimeout(rejoinTimer);
      document.removeEventListener("visibilitychange", wokeUp);
      hub.close();
    },
  };
}
